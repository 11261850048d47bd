import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Manifest } from '../../../manifests/manifest';
import { checkLineage } from '../../../manifests/plan';
import { parseLock, printLock } from '../../../manifests/plan/lineage-lock';
import { cluster, object } from './objects';

const store = object('ObjectStore', { configuration: { destinationPath: 's3://backups/shop/' } }, { name: 'store' });

function archiving(
  serverName?: string,
  metadata: Record<string, unknown> = {},
  spec: Record<string, unknown> = {},
): Manifest {
  const parameters = { barmanObjectName: 'store', ...(serverName && { serverName }) };
  return cluster(
    { plugins: [{ name: 'barman-cloud.cloudnative-pg.io', isWALArchiver: true, parameters }], ...spec },
    metadata,
  );
}

const lock = checkLineage(undefined, [archiving(), store]).nextText;

describe('the lock', () => {
  test('one sorted line an entry, each with its hash, in JSON', () => {
    expect(lock.split('\n').map((line) => line.replace(/"hash":"[0-9a-f]{16}"/, '"hash":…'))).toEqual([
      '[',
      '{"archive":"s3://backups/shop shop-db","major":17,"cluster":"shop/shop-db","hash":…},',
      '{"object":"Cluster shop/shop-db","hash":…},',
      '{"object":"ObjectStore shop/store","hash":…}',
      ']',
      '',
    ]);
    expect(JSON.parse(lock)).toHaveLength(3);
    expect(JSON.parse(checkLineage(undefined, []).nextText)).toEqual([]);
  });

  test('does not change where nothing does, in whatever order the objects come', () => {
    expect(checkLineage(lock, [store, archiving()])).toEqual({ problems: [], nextText: lock });
  });

  test('printing and parsing are each other’s inverse, and printing sorts', () => {
    const entry = fc.oneof(
      fc.record({ object: fc.string() }),
      fc.record({ archive: fc.string(), major: fc.nat(), cluster: fc.string() }),
    );
    fc.assert(
      fc.property(fc.array(entry), (entries) => {
        const text = printLock(entries);
        expect(parseLock(text).edited).toEqual([]);
        expect(printLock(parseLock(text).entries)).toBe(text);
        expect(printLock(entries.toReversed())).toBe(text);
      }),
    );
  });
});

describe('a line that was edited by hand', () => {
  test.each([
    ['another name', (text: string) => text.replace('Cluster shop/shop-db', 'Cluster shop/other')],
    ['another hash', (text: string) => text.replace(/"hash":"./, '"hash":"_')],
    ['a further field', (text: string) => text.replace('{"object"', '{"by":"me","object"')],
    [
      'another order',
      (text: string) => text.replace('"major":17,"cluster":"shop/shop-db"', '"cluster":"shop/shop-db","major":17'),
    ],
    ['no JSON', (text: string) => text.replace('[\n', '[\nhello\n')],
  ])('%s', (_what, edit) => {
    const { problems } = checkLineage(edit(lock), [archiving(), store]);
    expect(problems[0]?.message).toMatch(/^line \d of lineage.lock.json was not written by synth$/);
  });
});

describe('objects that hold state', () => {
  test('one that is gone is a problem, until exactly that is acknowledged', () => {
    const { problems } = checkLineage(lock, [store]);
    expect(problems).toEqual([
      {
        message: 'Cluster shop/shop-db is no longer rendered, and what holds state is not dropped by accident',
        fix: "put it back under its name, or say in its application, the object with `suppressions` that apps/<name>/chart.ts exports: acknowledge: [{ delete: 'Cluster shop/shop-db', reason: '…' }]",
      },
    ]);
    const other = checkLineage(lock, [store], [{ delete: 'Cluster shop/shop', reason: 'r' }]);
    expect(other.problems).toHaveLength(1);
    const meant = checkLineage(lock, [store], [{ delete: 'Cluster shop/shop-db', reason: 'moved' }]);
    expect(meant.problems).toEqual([]);
    expect(meant.nextText).not.toContain('"Cluster shop/shop-db"');
    expect(meant.nextText).toContain('s3://backups/shop shop-db');
  });

  test('a renamed one is told as such', () => {
    const { problems } = checkLineage(lock, [archiving('new', { name: 'shop-main' }), store]);
    expect(problems[0]?.message).toMatch(/if it was renamed to Cluster shop\/shop-main: nothing is ever renamed/);
  });

  test('an acknowledgement covers nothing that is still there, and has a reason', () => {
    const { problems } = checkLineage(lock, [archiving(), store], [{ delete: 'Cluster shop/shop-db', reason: ' ' }]);
    expect(problems.map(({ message }) => message)).toEqual([
      'the acknowledgement of Cluster shop/shop-db gives no reason',
      'the deletion of Cluster shop/shop-db is acknowledged, and it is still rendered',
    ]);
  });

  test.each(['PersistentVolumeClaim', 'Database'])('%s', (kind) => {
    const { nextText } = checkLineage(undefined, [object(kind, {})]);
    expect(checkLineage(nextText, []).problems).toHaveLength(1);
  });

  test('what holds none may go', () => {
    const { nextText } = checkLineage(undefined, [object('Deployment', {}), object('Pooler', {})]);
    expect(nextText).toBe('[]\n');
  });
});

describe('archives', () => {
  const gone = checkLineage(lock, [store], [{ delete: 'Cluster shop/shop-db', reason: 'moved' }]).nextText;

  test('another cluster may not write to one that was ever written to', () => {
    const { problems } = checkLineage(gone, [archiving('shop-db', { name: 'shop-db-r2' }), store]);
    expect(problems).toEqual([
      {
        message:
          'the archive s3://backups/shop shop-db was written by shop/shop-db, and shop/shop-db-r2 would write to it now',
        fix: "give shop/shop-db-r2 a serverName that was never used, or say in its application, the object with `suppressions` that apps/<name>/chart.ts exports: acknowledge: [{ reuse: 's3://backups/shop shop-db', reason: '…' }]",
      },
    ]);
  });

  test('nor a new life of the same cluster', () => {
    const { problems } = checkLineage(gone, [archiving(), store]);
    expect(problems[0]?.message).toMatch(/written by an earlier Cluster shop\/shop-db, which was deleted/);
    expect(checkLineage(gone, [archiving('life-2'), store]).problems).toEqual([]);
    const reuse = [{ reuse: 's3://backups/shop shop-db', reason: 'emptied' }];
    expect(checkLineage(gone, [archiving(), store], reuse).problems).toEqual([]);
  });

  test('nor two at the same time', () => {
    const { problems } = checkLineage(undefined, [archiving('x'), archiving('x', { name: 'two' }), store]);
    expect(problems[0]?.message).toBe('shop/shop-db and shop/two would both write to the archive s3://backups/shop x');
  });

  test('one a major, and none is ever dropped', () => {
    const upgraded = archiving(undefined, {}, { imageName: 'ghcr.io/cloudnative-pg/postgresql:18.1' });
    const { problems, nextText } = checkLineage(lock, [upgraded, store]);
    expect(problems).toEqual([]);
    expect(nextText).toContain('"major":17');
    expect(nextText).toContain('"major":18');
  });

  test('CNPG’s own, under the name of the cluster', () => {
    const own = cluster({ backup: { barmanObjectStore: { destinationPath: 's3://b' } } });
    expect(checkLineage(undefined, [own]).nextText).toContain('"archive":"s3://b shop-db","major":17');
  });
});

describe('a merge conflict', () => {
  const ours = checkLineage(lock, [archiving(), store, archiving('bank', { name: 'bank' })]).nextText;
  const theirs = checkLineage(lock, [archiving(), store, archiving('farm', { name: 'farm' })]).nextText;
  const conflict = `[\n<<<<<<< HEAD\n${ours.slice(2, -3)}\n||||||| base\n${lock.slice(2, -3)}\n=======\n${theirs.slice(2, -3)}\n>>>>>>> theirs\n]\n`;

  test('both sides are joined', () => {
    const all = [archiving(), store, archiving('bank', { name: 'bank' }), archiving('farm', { name: 'farm' })];
    const { problems, nextText } = checkLineage(conflict, all);
    expect(problems).toEqual([]);
    expect(nextText).toBe(checkLineage(undefined, all).nextText);
  });

  test('an archive of either side stays', () => {
    const { nextText } = checkLineage(conflict, []);
    expect(nextText).toContain('s3://backups/shop bank');
    expect(nextText).toContain('s3://backups/shop farm');
  });
});
