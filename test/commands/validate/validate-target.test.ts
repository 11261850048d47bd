import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { DEFAULT_TARGET } from '../../../values/cnpg/target';
import { temporaryFolder, writeFiles } from '../../manifests/support/folder';
import { run } from '../support/command-line';
import { captured } from '../support/console';

// Which versions `validate` judges for where nobody names them.

const CLUSTER = `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: db, namespace: shop}
spec: {instances: 1, storage: {size: 1Gi}}
`;
const chart = (version: string, name = 'cnpg') => `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: {name: ${name}, namespace: cnpg-system}
spec:
  chart:
    spec: {chart: cloudnative-pg, version: ${version}}
`;
const SAID = 'judged for CloudNativePG 1.29.1: HelmRelease cnpg-system/cnpg, chart 0.28.2';
const DEFAULT = `judged for CloudNativePG ${DEFAULT_TARGET.operator}, the default: `;

let folder: string;

beforeEach(() => {
  folder = temporaryFolder();
  vi.spyOn(process, 'cwd').mockReturnValue(folder);
  return () => vi.restoreAllMocks();
});

async function validate(files: Readonly<Record<string, string>>, ...args: readonly string[]): Promise<string> {
  rmSync(join(folder, 'repo'), { recursive: true, force: true });
  writeFiles(folder, files);
  const console = captured();
  await run(['validate', join(folder, 'repo'), ...args], console);
  expect(console.output.err).toBe('');
  return console.output.out.replaceAll(`${folder}/`, '');
}

const ONE = { 'repo/cnpg.yaml': chart('0.28.2'), 'repo/db.yaml': CLUSTER };
const NONE = { 'repo/db.yaml': CLUSTER };

const vulnerable = async (...args: Parameters<typeof validate>): Promise<string[]> => {
  const found: { rule: string; message: string; file: string }[] = JSON.parse(
    await validate(...args, '--output', 'json'),
  );
  return found
    .filter(({ rule }) => rule === 'operator-vulnerability')
    .map(({ file, message }) => `${file}: ${message.split(' (')[0]}`);
};

describe('validate judges for the version that the objects install', () => {
  it('judges by it', async () => {
    expect(await vulnerable(ONE)).toEqual(['repo/db.yaml: CloudNativePG 1.29.1 has CVE-2026-55765']);
  });

  it('lets --target win, in what it names', async () => {
    expect(await vulnerable(ONE, '--target', 'operator=1.30.0')).toEqual([]);
    expect(await vulnerable(ONE, '--target', 'kubernetes=1.35')).toHaveLength(1);
  });

  it('assumes no Kubernetes that this operator does not support; one that is named is judged', async () => {
    expect(await validate(NONE, '--target', 'operator=1.28.0')).not.toContain('kubernetes-unsupported');
    expect(await validate(NONE, '--target', 'operator=1.28.0,kubernetes=1.35')).toContain('kubernetes-unsupported');
  });

  it('sees what a kustomization of a folder installs, also where it has no kind', async () => {
    const resource = 'https://github.com/cloudnative-pg/cloudnative-pg/config/default?ref=v1.29.1';
    const files = { 'repo/db.yaml': CLUSTER, 'repo/kustomization.yaml': `resources: [db.yaml, "${resource}"]\n` };
    expect(await validate(files)).toContain(
      '\njudged for CloudNativePG 1.29.1: repo/kustomization.yaml, git v1.29.1\n1 object: ',
    );
    expect(await vulnerable(files)).toEqual(['repo/db.yaml: CloudNativePG 1.29.1 has CVE-2026-55765']);
  });

  it('says once a run by which schemas a version between two is judged', async () => {
    const files = { ...ONE, 'repo/other.yaml': CLUSTER.replace('name: db', 'name: other') };
    const found = await validate(files, '--output', 'json');
    expect(found.match(/"target-schema"/g)).toHaveLength(1);
  });

  it('judges a chart that is newer than all by the newest, which may not know its fields', async () => {
    const files = {
      'repo/cnpg.yaml': chart('0.99.0'),
      'repo/db.yaml': CLUSTER.replace('instances: 1', 'instances: 1, brandNew: 1'),
    };
    const found: { rule: string; severity: string }[] = JSON.parse(await validate(files, '--output', 'json'));
    expect(found.filter(({ rule }) => rule === 'unknown-field').map(({ severity }) => severity)).toEqual(['warning']);
  });

  it.each(['0.26.1', '0.30.0', '0.28.1'])('states no fact of the version that stands for chart %s', async (version) => {
    const files = { 'repo/cnpg.yaml': chart(version), 'repo/db.yaml': CLUSTER.replace('1,', '3, brandNew: 1,') };
    const found: { rule: string; severity: string; message: string }[] = JSON.parse(
      await validate(files, '--output', 'json', '--advice'),
    );
    const facts = found.filter(
      ({ rule, message }) => rule !== 'target-assumed' && /CloudNativePG 1\.\d+\.\d+ /.test(message),
    );
    expect(facts).toEqual([]);
    expect(found.some(({ rule }) => rule === 'operator-known-bug')).toBe(false);
    expect(found.filter(({ rule }) => rule === 'unknown-field').map(({ severity }) => severity)).toEqual(['warning']);
    const isOld = version === '0.26.1';
    expect(found.some(({ rule }) => rule === 'operator-end-of-life')).toBe(isOld);
    expect(await vulnerable(files)).toEqual(
      isOld ? ['repo/db.yaml: the CloudNativePG of chart 0.26.1 has no repair of CVE-2026-44477'] : [],
    );
  });

  it('judges each object by the operator that is nearest', async () => {
    const files = {
      'repo/a/cnpg.yaml': chart('0.28.2'),
      'repo/a/db.yaml': CLUSTER,
      'repo/b/cnpg.yaml': chart('0.29.0'),
      'repo/b/db.yaml': CLUSTER,
    };
    expect(await vulnerable(files)).toEqual(['repo/a/db.yaml: CloudNativePG 1.29.1 has CVE-2026-55765']);
    const text = await validate(files);
    expect(text).toContain(`\n${SAID} (2 of 4 objects)\n`);
    expect(text).toContain(
      '\njudged for CloudNativePG 1.30.0: HelmRelease cnpg-system/cnpg, chart 0.29.0 (2 of 4 objects)\n',
    );
  });

  it('looks references up among all objects, also those that are judged for another version', async () => {
    const catalog =
      'apiVersion: postgresql.cnpg.io/v1\nkind: ClusterImageCatalog\nmetadata: {name: all}\nspec: {images: [{major: 17, image: "ghcr.io/cloudnative-pg/postgresql:17.7"}]}\n';
    const ref = '{apiGroup: postgresql.cnpg.io, kind: ClusterImageCatalog, name: all, major: 18}';
    const files = {
      'repo/a/cnpg.yaml': chart('0.28.2'),
      'repo/a/catalog.yaml': catalog,
      'repo/b/cnpg.yaml': chart('0.29.0', 'cnpg-b'),
      'repo/b/db.yaml': CLUSTER.replace('instances: 1', `instances: 1, imageCatalogRef: ${ref}`),
    };
    expect(await validate(files, '--output', 'json')).toContain('"image-catalog-major"');
  });
});

describe('validate says which version it judged for, and why, once', () => {
  it('before the summary, in text', async () => {
    expect(await validate(ONE)).toMatch(new RegExp(`\\n${SAID}\\n2 objects: [^\\n]+\\n$`));
    expect(await validate(NONE)).toMatch(new RegExp(`\\n${DEFAULT}[^\\n]+\\n1 object: [^\\n]+\\n$`));
  });

  it('as an information of the object that says it, in JSON; a default has no object', async () => {
    const found: { rule: string }[] = JSON.parse(await validate(ONE, '--output', 'json'));
    expect(found.filter(({ rule }) => rule === 'target-assumed')).toEqual([
      {
        rule: 'target-assumed',
        layer: 'expert',
        severity: 'info',
        kind: 'HelmRelease',
        namespace: 'cnpg-system',
        name: 'cnpg',
        path: 'spec.chart.spec.version',
        message: SAID,
        fix: null,
        file: 'repo/cnpg.yaml',
        document: 0,
      },
    ]);
    expect(await validate(NONE, '--output', 'json')).not.toContain('target-assumed');
  });

  it('as a notification of the run and not as a result, in SARIF', async () => {
    const [sarif] = JSON.parse(await validate(ONE, '--output', 'sarif')).runs;
    expect(sarif.invocations).toEqual([
      {
        executionSuccessful: true,
        toolConfigurationNotifications: [
          {
            descriptor: { id: 'target-assumed' },
            level: 'note',
            message: { text: SAID },
            locations: [
              {
                physicalLocation: {
                  artifactLocation: { uri: expect.stringContaining('repo/cnpg.yaml') },
                  region: { startLine: 6, startColumn: 35 },
                },
                logicalLocations: [expect.objectContaining({ kind: 'member' })],
              },
            ],
          },
        ],
      },
    ]);
    expect(JSON.stringify(sarif.results)).not.toContain('target-assumed');
    expect(JSON.stringify(sarif.tool)).not.toContain('target-assumed');
  });

  it('as a notice of the file, on GitHub', async () => {
    expect(await validate(ONE, '--output', 'github')).toContain(
      '::notice file=repo/cnpg.yaml,line=6,col=35,title=target-assumed::HelmRelease cnpg-system/cnpg spec.chart.spec.version: judged for',
    );
  });

  it('not at all where --target says it, or where nothing depends on it', async () => {
    expect(await validate(ONE, '--target', 'operator=1.29.1')).not.toContain('judged for');
    expect(await validate(NONE, '--target', 'operator=1.29.1')).not.toContain('judged for');
    const service = 'apiVersion: v1\nkind: Service\nmetadata: {name: a, namespace: b}\nspec: {ports: [{port: 80}]}\n';
    expect(await validate({ 'repo/db.yaml': service })).not.toContain('judged for');
  });
});
