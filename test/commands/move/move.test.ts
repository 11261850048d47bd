import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parametricPortal } from '../../../apps/parametric-portal/chart';
import { phoenixGuardian } from '../../../apps/phoenix-guardian/chart';
import { UsageError } from '../../../commands/cli/usage-error';
import { type MoveRequest, move } from '../../../commands/move/move';
import { editVolumes } from '../../../commands/move/volume-edits';
import { temporaryFolder } from '../../manifests/support/folder';
import { captured } from '../support/console';

const ROOT = join(__dirname, '../../..');
const NAME = 'parametric-portal';
const DB = `${NAME}-db`;

function run(request: Partial<MoveRequest>): string {
  const console = captured();
  const given = {
    application: NAME,
    now: new Date('2026-11-21T13:05:09Z'),
    root: ROOT,
    dryRun: true,
    console,
    ...request,
  };
  expect(move([parametricPortal, phoenixGuardian], given)).toBe(0);
  return console.output.out;
}

/** The commits, each as its line says. */
const commits = (request: Partial<MoveRequest>) =>
  [...run(request).matchAll(/^\d+\. (.*)$/gm)].map(([, commit]) => commit);

describe('npm run move prints the commits to', () => {
  test('another storage class', () => {
    expect(commits({ storageClass: 'fast' })).toEqual([
      'only spec.storage.storageClass fast, and instances: 2',
      `no commit: kubectl cnpg promote ${DB} with the new replica, in namespace ${NAME}`,
      `no commit: kubectl cnpg destroy ${DB} with the old instance`,
      'instances: 1',
    ]);
    expect(run({ storageClass: 'fast' })).toMatch(/^ {3}before the next: the new replica streams/m);
  });

  test('a smaller volume', () => {
    expect(commits({ size: '1Gi' })[0]).toContain(
      'a new Cluster with another name, another serverName and spec.storage.size 1Gi',
    );
  });

  test('a larger one, which is a single commit', () => {
    expect(run({ size: '1Ti' })).toMatch(
      /\n\nCluster .*: one commit is enough\n {3}spec.storage.size: grows from 10Gi to 1Ti/,
    );
  });

  test('another bucket', () => {
    expect(commits({ bucket: 's3://other/db' })).toEqual([
      'the new ObjectStore, with its credentials, which nothing uses yet',
      `in the Cluster: barmanObjectName ${NAME}-backups-new`,
      expect.stringMatching(/^a Backup at once/),
      expect.stringMatching(/^the old ObjectStore: removed/),
    ]);
  });

  test('another namespace', () => {
    expect(commits({ namespace: 'portal' })[0]).toMatch(/^in namespace portal: an ObjectStore of the same location/);
  });

  test('another name', () => {
    expect(run({ name: 'portal-db' })).toMatch(/\n\nCluster parametric-portal\/portal-db: a Cluster keeps its name/);
    expect(commits({ name: 'portal-db' })).toHaveLength(4);
  });

  test('another Kubernetes cluster', () => {
    expect(commits({ platform: 'aws' })[1]).toMatch(/^on aws only: the Cluster as a replica of the one on k3s/);
  });
});

test('a class that tablespaces have, too, is not half written', () => {
  const cluster = {
    apiVersion: 'postgresql.cnpg.io/v1',
    kind: 'Cluster',
    metadata: { name: 'db' },
    spec: { instances: 1, storage: { size: '1Gi', storageClass: 'a' }, tablespaces: [{ name: 't' }] },
  };
  const files = new Map([['config.ts', "x({ instances: 1, storage: { size: '1Gi', storageClass: 'a' } });"]]);
  expect(() => editVolumes(files, { cluster, storageClass: 'b' })).toThrow('declare no object with the literals');
});

describe('npm run move writes the first commit of', () => {
  /** What becomes of the declaration of an application, and what is printed. */
  function written(request: Partial<MoveRequest>, text?: string) {
    const root = temporaryFolder();
    cpSync(join(ROOT, 'apps', NAME), join(root, 'apps', NAME), { recursive: true });
    const file = join(root, 'apps', NAME, 'config.ts');
    const before = readFileSync(file, 'utf8');
    if (text !== undefined) writeFileSync(file, text);
    const out = run({ root, dryRun: false, ...request });
    const after = readFileSync(file, 'utf8');
    const lines = new Set(before.split('\n'));
    return { out, changed: after.split('\n').filter((line) => !lines.has(line)), isSame: after === (text ?? before) };
  }

  test('another storage class: the class and one instance more', () => {
    const { out, changed } = written({ storageClass: 'fast' });
    expect(out).toMatch(
      /^apps\/parametric-portal\/config.ts is changed: the first commit; add 'fast' to storageClasses in apps\/platforms\/k3s\/config.ts\n\n/,
    );
    expect(changed.map((line) => line.trim())).toEqual([
      expect.stringMatching(/^instances: 2,/),
      expect.stringMatching(/storageClass: 'fast'/),
    ]);
  });

  test('a larger volume', () => {
    const { out, changed } = written({ size: '1Ti' });
    expect(out).toMatch(/^apps\/parametric-portal\/config.ts is changed: the first commit\n/);
    expect(changed).toEqual([expect.stringContaining("size: '1Ti'")]);
  });

  test.each<Partial<MoveRequest>>([
    { bucket: 's3://other/db' },
    { name: 'portal-db' },
    { size: '1Gi' },
    { namespace: 'portal' },
    { platform: 'aws' },
  ])('nothing else: %j', (request) => {
    const { out, isSame } = written(request);
    expect(out).toMatch(/^Nothing is written: the first commit is more than other values\./);
    expect(isSame).toBe(true);
  });

  test('nothing where it would only be tried, or the values are not literals', () => {
    expect(written({ storageClass: 'fast', dryRun: true })).toMatchObject({ isSame: true });
    const { out, isSame } = written({ storageClass: 'fast' }, 'export const config = build();\n');
    expect(out).toMatch(/^Nothing is written, change it by hand: .* declare no object with the literals size: '10Gi'/);
    expect(isSame).toBe(true);
  });
});

test.each<[Partial<MoveRequest>, string]>([
  [{}, 'no move is named: give one of --storage-class, --size, --bucket, --namespace, --name, --platform'],
  [{ size: '1Gi', name: 'db' }, '--size and --name are several moves, one after another'],
  [{ size: 'large' }, '--size "large" is no quantity such as 20Gi'],
  [{ size: '10Gi' }, '--size changes nothing of Cluster parametric-portal/parametric-portal-db'],
  [{ storageClass: 'local-path' }, '--storage-class changes nothing'],
  [{ bucket: 'other' }, '--bucket "other" is no path such as s3://bucket/path'],
  [{ name: 'Portal' }, '--name "Portal" '],
  [{ namespace: 'a.b' }, '--namespace "a.b" '],
  [{ platform: 'k3s' }, 'no other platform "k3s": there is aws'],
  [{ application: 'shoe', name: 'db' }, 'no application "shoe"'],
  [{ cluster: 'shoe', name: 'db' }, 'no cluster "shoe"'],
])('refuses %j', (request, message) => {
  expect(() => run(request)).toThrow(UsageError);
  expect(() => run(request)).toThrow(message);
});
