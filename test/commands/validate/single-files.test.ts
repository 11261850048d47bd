import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { validateSources } from '../../../commands/validate/validate';
import { objectName } from '../../../manifests/object/identity';
import type { Violation } from '../../../manifests/object/violation';
import { captured } from '../support/console';
import { folderWith } from '../support/files';

// A file by itself, as a hook or an editor gives it: what it refers to, and what refers to it, is in other files.

interface Verdict {
  /** Errors and warnings that a good engineer agrees with: rule and object. */
  readonly right: readonly string[];
  /** Warnings that are true of the file alone, and that what is applied may make good. @default - none */
  readonly doubtful?: readonly string[];
}

const TEST = join(__dirname, '../..');
const VERDICTS: Readonly<Record<string, Verdict>> = JSON.parse(
  readFileSync(join(__dirname, 'single-files.json'), 'utf8'),
);

/** The files of the corpus, and the manifests that a real API server with CNPG's webhooks accepted. */
function files(): string[] {
  const corpus = readdirSync(join(TEST, 'corpus'), { recursive: true, encoding: 'utf8' })
    .map((name) => join('corpus', name))
    .filter((name) => /\/.*\/.*\.(?:ya?ml|json)$/.test(name) && statSync(join(TEST, name)).isFile());
  const accepted = readFileSync(join(TEST, 'verdicts/create.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map((line): { file: string; documents: { verdict: string }[] } => JSON.parse(line))
    .filter(({ documents }) => documents.every(({ verdict }) => verdict === 'accept'))
    .map(({ file }) => join('verdicts/create', file));
  return [...corpus, ...accepted].sort();
}

async function judged(file: string): Promise<readonly Violation[]> {
  const console = captured();
  await validateSources({ sources: [file], output: 'json', now: new Date('2026-06-01'), console });
  return JSON.parse(console.output.out);
}

it('of single files has no wrong error, and one doubtful warning in twenty, or fewer', async () => {
  const found: Record<string, string[]> = {};
  for (const file of files()) {
    const said = (await judged(join(TEST, file))).filter(({ severity }) => severity !== 'info');
    const lines = said.map(({ severity, rule, kind, namespace, name }) =>
      `${severity} ${rule} ${kind === null ? '' : objectName({ kind, namespace, name })}`.trim(),
    );
    if (lines.length > 0) found[file] = [...new Set(lines)].sort();
  }
  const expected = Object.entries(VERDICTS).map(([file, { right, doubtful = [] }]) => [
    file,
    [...right, ...doubtful].sort(),
  ]);
  expect(found).toEqual(Object.fromEntries(expected));
  const isWarning = (line: string) => line.startsWith('warning ');
  const doubtful = Object.values(VERDICTS).flatMap((verdict) => verdict.doubtful ?? []);
  const warnings = Object.values(VERDICTS).flatMap(({ right }) => right.filter(isWarning));
  expect(doubtful.every(isWarning)).toBe(true);
  expect(warnings.length).toBeGreaterThan(20);
  expect(doubtful.length).toBeLessThanOrEqual((doubtful.length + warnings.length) / 20);
});

it('says of a Cluster with an archiver that the schedule is not here, and warns only where it is seen that there is none', async () => {
  const said = await judged(join(TEST, 'corpus/argo-applications/shop/db/cluster.yaml'));
  expect(said.map(({ rule, severity }) => `${severity} ${rule}`)).toEqual(['info base-backup-missing']);
});

it.each([
  ['overlays/overlays/dev/kustomization.yaml', /^not judged by itself: a kustomization/],
  [
    'overlays/overlays/dev/small.yaml',
    /^not judged by itself: \S*overlays\/dev\/kustomization\.yaml reads it as a part/,
  ],
  ['monorepo/docker-compose.yml', /Docker Compose/],
  ['own-chart/charts/shop/values.yaml', /values of a Helm chart/],
  ['flux-home/kubernetes/apps/database/pg/cluster/secret.sops.yaml', /SOPS/],
  ['flux-home/.taskfiles/flux/Taskfile.yaml', /a template of Helm|a template/],
])('says why it does not judge %s', async (file, why) => {
  const [{ rule, severity, message } = { rule: '', severity: '', message: '' }, ...others] = await judged(
    join(TEST, 'corpus', file),
  );
  expect({ rule, severity, others }).toEqual({ rule: 'not-judged', severity: 'info', others: [] });
  expect(message).toMatch(why);
});

it('reads the kustomization of its folder: the namespace, and what a patch decides', async () => {
  const named = async (file: string) => (await judged(join(TEST, 'corpus', file))).map((each) => each.namespace);
  expect(await named('operator-by-release/database/cluster.yaml')).toContain('app');
  const patched = await judged(join(TEST, 'corpus/patched-away/db.yaml'));
  expect(patched.filter(({ path }) => path === 'spec.instances')).toEqual([]);
});

it('reads whatever lies in the folders above', async () => {
  const run = folderWith({
    'Kustomization/a.txt': '',
    'a/kustomization.yaml':
      'resources: 5\npatches: [b, {path: files}]\nconfigMapGenerator: [{name: c, files: [files]}]\n',
    'a/files/x.txt': '',
    'a/kustomization.yml': '[',
    'a/b/db.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: x, namespace: y}\n',
  });
  expect((await run(['validate', './a/b/db.yaml'])).out).toMatch(/^1 object, nothing found/);
});
