import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Manifest } from '../../../manifests/object/manifest';
import { checkLineage } from '../../../plan';
import { parseLock, printLock } from '../../../plan/lineage/lineage-lock';
import { cluster, object } from '../objects';

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
        message: 'Cluster shop/shop-db is no longer rendered, but objects with state are never dropped by accident',
        fix: "restore it under its name, or add { delete: 'Cluster shop/shop-db', reason: '…' } to the list in apps/acknowledgements.ts",
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
    expect(problems[0]?.message).toMatch(/if it was renamed to Cluster shop\/shop-main: objects are never renamed/);
  });

  test('an acknowledgement covers nothing that is still there, and has a reason', () => {
    const { problems } = checkLineage(lock, [archiving(), store], [{ delete: 'Cluster shop/shop-db', reason: ' ' }]);
    expect(problems.map(({ message }) => message)).toEqual([
      'the acknowledgement of Cluster shop/shop-db gives no reason',
      'the deletion of Cluster shop/shop-db is acknowledged, but it is still rendered',
    ]);
  });

  test.each(['PersistentVolumeClaim', 'Database'])('%s', (kind) => {
    const { nextText } = checkLineage(undefined, [object(kind, {})]);
    expect(checkLineage(nextText, []).problems).toHaveLength(1);
  });

  test('a role that goes with its object is held until its policy is retain, and then may go', () => {
    const role = (policy?: string) => object('DatabaseRole', { databaseRoleReclaimPolicy: policy });
    const { nextText } = checkLineage(undefined, [role('delete')]);
    expect(nextText).toContain('"DatabaseRole shop/thing"');
    expect(checkLineage(nextText, []).problems).toHaveLength(1);
    const kept = checkLineage(nextText, [role('retain')]);
    expect(kept).toEqual({ problems: [], nextText: '[]\n' });
    expect(checkLineage(undefined, [role()]).nextText).toBe('[]\n');
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
          'the archive s3://backups/shop shop-db was written by shop/shop-db, but shop/shop-db-r2 would write to it now',
        fix: "set a serverName of shop/shop-db-r2 that was never used, or add { reuse: 's3://backups/shop shop-db', reason: '…' } to the list in apps/acknowledgements.ts",
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

describe('compared with what is committed', () => {
  const two = checkLineage(undefined, [archiving(), archiving('other', { name: 'other' }), store]).nextText;

  test('what only the working copy has goes without a word, its archive too', () => {
    const { problems, nextText } = checkLineage(two, [archiving(), store], [], { texts: [lock] });
    expect(problems).toEqual([]);
    expect(nextText).toBe(lock);
    const renamed = checkLineage(two, [archiving(), archiving('other', { name: 'renamed' }), store], [], {
      texts: [lock],
    });
    expect(renamed.problems).toEqual([]);
  });

  test('what any of the commits has does not', () => {
    const { problems } = checkLineage(lock, [archiving(), store], [], { texts: [lock, two] });
    expect(problems.map(({ message }) => message)).toEqual([
      expect.stringMatching(/^Cluster shop\/other is no longer rendered/),
    ]);
  });

  test('nor does a lock help that somebody has made smaller, or thrown away', () => {
    for (const text of ['[]\n', undefined, lock.replace(/.*"object":"Cluster.*\n/, '')]) {
      const { problems, nextText } = checkLineage(text, [store], [], { texts: [lock] });
      expect(problems.map(({ message }) => message)).toEqual([
        'Cluster shop/shop-db is no longer rendered, but objects with state are never dropped by accident',
      ]);
      expect(nextText).toContain('s3://backups/shop shop-db');
    }
  });

  test('an edited line is told in any case', () => {
    const { problems } = checkLineage('[\nhello\n]\n', [archiving(), store], [], { texts: [lock] });
    expect(problems.map(({ message }) => message)).toEqual(['line 2 of lineage.lock.json was not written by synth']);
  });

  test('both sides of a conflict count, whatever the commits have', () => {
    const conflict = `[\n<<<<<<< HEAD\n${lock.slice(2, -3)}\n=======\n${two.slice(2, -3)}\n>>>>>>> theirs\n]\n`;
    const { problems } = checkLineage(conflict, [archiving(), store], [], { texts: [lock] });
    expect(problems.map(({ message }) => message)).toEqual([
      expect.stringMatching(/^Cluster shop\/other is no longer rendered/),
    ]);
  });

  test('the cure of what only this branch has committed is the command that lets it go', () => {
    const of = (texts: readonly string[]) =>
      checkLineage(two, [archiving(), store], [], { texts: [two], main: { branch: 'origin/main', texts } }).problems[0]
        ?.fix;
    expect(of([lock])).toMatch(
      /; origin\/main does not have it: if this branch was never applied, run npm run synth -- --base origin\/main to drop it$/,
    );
    expect(of([lock, two])).not.toContain('--base');
  });

  test('a cluster of the same name is the same life, as long as its deletion is not committed', () => {
    const gone = checkLineage(lock, [store], [{ delete: 'Cluster shop/shop-db', reason: 'moved' }], { texts: [lock] });
    expect(checkLineage(gone.nextText, [archiving(), store], [], { texts: [lock] }).problems).toEqual([]);
    expect(checkLineage(gone.nextText, [archiving(), store], [], { texts: [gone.nextText] }).problems).toHaveLength(1);
  });
});
