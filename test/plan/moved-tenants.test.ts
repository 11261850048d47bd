import { describe, expect, test } from 'vitest';
import type { Manifest } from '../../manifests/object/manifest';
import { cluster, object, planOf } from './objects';

// Several tenants move in one commit: the commits of each name its own database.

const PLUGIN = 'barman-cloud.cloudnative-pg.io';
const archiver = (parameters: Readonly<Record<string, string>>) => ({
  plugins: [{ name: PLUGIN, isWALArchiver: true, parameters }],
});
const store = (name: string, destinationPath: string) =>
  object('ObjectStore', { configuration: { destinationPath } }, { name });

describe('the Cluster in whose place another one comes', () => {
  const sized = (size: string) => ({ storage: { size } });
  const in_ = (namespace: string, name: string, size = '10Gi') => cluster(sized(size), { namespace, name });
  const reasons = (before: readonly Manifest[], after: readonly Manifest[]) =>
    Object.fromEntries((planOf(before, after).steps ?? []).map(({ object: of, reason }) => [of, reason]));

  test('to other namespaces, each has the one with its content', () => {
    const found = reasons(
      [in_('a', 'db', '10Gi'), in_('b', 'db', '20Gi')],
      [in_('c', 'db', '20Gi'), in_('d', 'db', '10Gi')],
    );
    expect(found['Cluster c/db']).toMatch(/ while Cluster b\/db goes with its data$/);
    expect(found['Cluster d/db']).toMatch(/ while Cluster a\/db goes with its data$/);
  });

  test('where nothing tells which of them it is, it is one of them', () => {
    const found = reasons([in_('a', 'db'), in_('b', 'db')], [in_('c', 'db'), in_('d', 'db')]);
    expect(found['Cluster c/db']).toMatch(/ while Cluster a\/db or Cluster b\/db goes with its data$/);
  });

  test('each has the one that wrote to its archive', () => {
    const stored = (namespace: string, path: string) => [
      cluster(archiver({ barmanObjectName: 's', serverName: 'db' }), { namespace, name: 'db' }),
      { ...store('s', path), metadata: { name: 's', namespace } },
    ];
    const found = reasons(
      [...stored('a', 's3://one'), ...stored('b', 's3://two')],
      [...stored('c', 's3://two'), ...stored('d', 's3://one')],
    );
    expect(found['Cluster c/db']).toMatch(/ while Cluster b\/db goes with its data$/);
    expect(found['Cluster d/db']).toMatch(/ while Cluster a\/db goes with its data$/);
  });

  test('to other names, each has that of its namespace, also where they swap names', () => {
    const found = reasons([in_('a', 'db'), in_('b', 'pg')], [in_('a', 'pg'), in_('b', 'db')]);
    expect(found['Cluster a/pg']).toMatch(/ while Cluster a\/db goes with its data$/);
    expect(found['Cluster b/db']).toMatch(/ while Cluster b\/pg goes with its data$/);
  });

  test('the one that moves within its namespace has come from there, and one that only goes has no successor', () => {
    const { changes, steps } = planOf([in_('a', 'db'), in_('b', 'db')], [in_('b', 'pg')]);
    const said = changes.flatMap(({ namespace, name, fields }) =>
      fields.map((f) => `${namespace}/${name} ${f.reason}`),
    );
    expect(said).toContainEqual(expect.stringMatching(/^b\/db .* Cluster b\/pg is created, empty/));
    expect(said).toContainEqual(expect.stringMatching(/^a\/db deleting a Cluster deletes/));
    expect(steps?.map(({ reason }) => reason)).toEqual([expect.stringMatching(/ while Cluster b\/db goes /)]);
  });
});
