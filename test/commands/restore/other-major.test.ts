import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { UsageError } from '../../../commands/cli/usage-error';
import { restore } from '../../../commands/restore/restore';
import { printLock } from '../../../plan/lineage/lineage-lock';
import { captured } from '../support/console';
import { restorableShop } from '../support/restorable-shop';

const FILE = 'apps/shop/recoveries.json';
const now = new Date('2026-11-21T13:05:09Z');
/** The Kubernetes cluster was lost and rebuilt, and PostgreSQL upgraded from 16 to 17 after it or before it. */
const DECLARED = {
  recoveries: [],
  rebuilds: [{ name: 'shop-db', from: 'shop-db-old', to: 'shop-db-r2', on: '2026-11-19T00:00:00Z' }],
};

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'other-major-'));
  mkdirSync(join(root, 'apps/shop'), { recursive: true });
  writeFileSync(join(root, FILE), JSON.stringify(DECLARED));
});
afterEach(() => rmSync(root, { recursive: true }));

const written = () => JSON.parse(readFileSync(join(root, FILE), 'utf8'));
const archive = (server: string, major: number) => ({
  archive: `s3://backups/shop ${server}`,
  major,
  cluster: 'shop/shop-db',
});

function run(at: string, drill = false) {
  restore([restorableShop(written)], { application: 'shop', at, drill, root, now, console: captured() });
}

test.each([false, true])(
  'an archive that an older major wrote is not read with the image of the new one, drill %s',
  (drill) => {
    writeFileSync(join(root, 'lineage.lock.json'), printLock([archive('shop-db-old', 16), archive('shop-db', 17)]));
    const call = () => run('2026-11-18T12:00:00Z', drill);
    expect(call).toThrow(UsageError);
    expect(call).toThrow(
      /"shop-db" is declared with another major than it had then: what it wrote then is in "shop-db-old"; PostgreSQL 16 alone reads what it wrote: declare a PostgresClusterFromBackup with version: '16' and source\.archive with serverName: 'shop-db-old'/,
    );
    expect(written()).toEqual(DECLARED);
  },
);

test.each([
  ['its own major wrote what is read', [archive('shop-db-old', 17), archive('shop-db', 17)], '2026-11-18T12:00:00Z'],
  ['the lock does not know what is read', [archive('shop-db', 17)], '2026-11-18T12:00:00Z'],
  // Without a repository of git nothing tells when the archive began.
  ['the older major is past', [archive('shop-db-old', 16), archive('shop-db', 17)], '2026-11-20T12:00:00Z'],
])('a recovery goes on where %s', (_, entries, at) => {
  writeFileSync(join(root, 'lineage.lock.json'), printLock(entries));
  run(at);
  expect(written().recoveries).toHaveLength(1);
});
