import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { App } from 'cdk8s';
import { load } from 'js-yaml';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { backup } from '../../../commands/backup/backup';
import { UsageError } from '../../../commands/cli/usage-error';
import { rebuild } from '../../../commands/rebuild/rebuild';
import { restore } from '../../../commands/restore/restore';
import {
  type Application,
  DEFAULT_TARGET,
  Folder,
  PostgresCluster,
  type PostgresClusterProps,
} from '../../../constructs';
import { captured } from '../support/console';
import { DATABASE } from '../support/restorable-shop';

const FILE = 'apps/home/recoveries.json';
const DECLARED = '{ "recoveries": [] }\n';
const now = new Date('2026-11-21T13:05:09Z');

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'in-tree-'));
  mkdirSync(join(root, 'apps/home'), { recursive: true });
  writeFileSync(join(root, FILE), DECLARED);
});
afterEach(() => rmSync(root, { recursive: true }));

function home(props: Partial<PostgresClusterProps>): Application {
  return {
    name: 'home',
    target: DEFAULT_TARGET,
    suppressions: [],
    build(app: App) {
      const folder = new Folder(app, 'home', { namespace: 'home' });
      new PostgresCluster(folder, 'Database', { ...DATABASE, name: 'pg', ...props });
    },
  };
}

const inTree = home({
  adopted: {
    backup: { barmanObjectStore: { destinationPath: 's3://home/pg', s3Credentials: { inheritFromIamRole: true } } },
  },
});

const MOVE =
  /"pg" archives by in-tree Barman Cloud, and a recovery here reads .*: move it to the plugin first, .* docs\/adopt\.md/;

test.each<[string, () => number]>([
  [
    'restore',
    () => restore([inTree], { application: 'home', at: '2026-11-20T13:37:00Z', root, now, console: captured() }),
  ],
  [
    'a drill',
    () =>
      restore([inTree], {
        application: 'home',
        at: '2026-11-20T13:37:00Z',
        drill: true,
        root,
        now,
        console: captured(),
      }),
  ],
  ['rebuild', () => rebuild([inTree], { application: 'home', root, now, console: captured() })],
])('%s says the way to the plugin, and writes nothing', (_, call) => {
  expect(call).toThrow(UsageError);
  expect(call).toThrow(MOVE);
  expect(readFileSync(join(root, FILE), 'utf8')).toBe(DECLARED);
});

test.each<[Partial<PostgresClusterProps>, string]>([
  [{ volumeSnapshots: { className: 'csi' } }, 'volumeSnapshot'],
  [{ adopted: { backup: { barmanObjectStore: { destinationPath: 's3://home/pg' } } } }, 'barmanObjectStore'],
])('backup is by the method that the cluster has: %j', (props, method) => {
  expect(load(backup([home(props)], { application: 'home', now }))).toMatchObject({
    spec: { cluster: { name: 'pg' }, method },
  });
});
