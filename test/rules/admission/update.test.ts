import { describe, expect, it } from 'vitest';
import { admit } from '../../../rules/admission';
import { UPDATE_EXAMPLES } from './examples-update';
import { cluster, cnpg, errors, rulesOf } from './support';

type Fields = Readonly<Record<string, unknown>>;

describe('an update', () => {
  it.each(UPDATE_EXAMPLES)('is refused by $rule, and only then', ({ rule, old, wrong, right }) => {
    const before = cnpg('Cluster', old);
    expect(rulesOf(errors(cnpg('Cluster', wrong), { old: before }))).toEqual([rule]);
    expect(errors(cnpg('Cluster', right), { old: before })).toEqual([]);
    expect(rulesOf(errors(cnpg('Cluster', wrong)))).not.toContain(rule);
  });

  it('switches to an image catalog, as replacing the object does', () => {
    const imageCatalogRef = { apiGroup: 'postgresql.cnpg.io', kind: 'ImageCatalog', name: 'c', major: 18 };
    expect(errors(cluster({ imageCatalogRef }), { old: cluster() })).toEqual([]);
    expect(rulesOf(errors(cluster({ imageCatalogRef, imageName: 'a:18' }), { old: cluster() }))).toEqual([
      'schema-cel',
    ]);
  });

  it('takes a demotion with the bootstrap that there is', () => {
    const externalClusters = [{ name: 'a', connectionParameters: { host: 'h' } }];
    const demoted = cluster({ externalClusters, replica: { enabled: true, source: 'a' } });
    expect(errors(demoted, { old: cluster() })).toEqual([]);
    expect(rulesOf(errors(demoted))).toEqual(['cluster-replica-bootstrap']);
  });

  it('does not judge again what it leaves as it was', () => {
    const primaryUpdateMethod = 'drain';
    const old = cluster({ primaryUpdateMethod });
    expect(rulesOf(errors(cluster({ primaryUpdateMethod, logLevel: 'trace' }), { old }))).toEqual([]);
    expect(rulesOf(errors(cluster({ primaryUpdateMethod }), { old: cluster() }))).toEqual(['schema-enum']);
  });

  it('keeps the identity', () => {
    const [finding] = errors(cluster({}, { name: 'two' }), { old: cluster() });
    expect(finding).toMatchObject({ rule: 'metadata-immutable', path: 'metadata.name' });
    const moved = cluster({}, { namespace: 'b' });
    expect(rulesOf(errors(moved, { old: cluster({}, { namespace: 'a' }) }))).toEqual(['metadata-immutable']);
  });

  const dying = { deletionTimestamp: '2026-01-01T00:00:00Z', deletionGracePeriodSeconds: 0, finalizers: ['a.b/c'] };

  it.each<[string, Fields, Fields, string]>([
    ['another uid', { uid: 'a' }, { uid: 'b' }, 'metadata.uid'],
    ['a deletion', {}, { deletionTimestamp: '2026-01-01T00:00:00Z' }, 'metadata.deletionTimestamp'],
    ['a grace period', {}, { deletionGracePeriodSeconds: 5 }, 'metadata.deletionGracePeriodSeconds'],
    ['another grace period', dying, { ...dying, deletionGracePeriodSeconds: 5 }, 'metadata.deletionGracePeriodSeconds'],
    ['a finalizer while it goes', dying, { ...dying, finalizers: ['a.b/c', 'a.b/d'] }, 'metadata.finalizers'],
  ])('cannot set %s', (_, before, after, path) => {
    const found = errors(cluster({}, after), { old: cluster({}, before) });
    expect(found.map((finding) => finding.path)).toEqual([path]);
  });

  it.each<[string, Fields, Fields]>([
    ['a uid that a file has and git does not', {}, { uid: 'a' }],
    ['none of them', dying, {}],
    ['another time of its deletion, which the server ignores', dying, { deletionTimestamp: '2027-01-01T00:00:00Z' }],
    ['a finalizer less', dying, { ...dying, finalizers: [] }],
    ['a finalizer more, while it lives', {}, { finalizers: ['a.b/c'] }],
  ])('may have %s', (_, before, after) => {
    expect(errors(cluster({}, after), { old: cluster({}, before) })).toEqual([]);
  });

  it.each([
    ['Database', { name: 'a' }, { name: 'b' }, 'spec.name'],
    ['Database', { encoding: 'UTF8' }, { encoding: 'LATIN1' }, 'spec.encoding'],
    ['Backup', {}, { cluster: { name: 'other' } }, 'spec'],
  ])('cannot change %s from %j to %j', (kind, before, after, path) => {
    const [finding] = errors(cnpg(kind, { spec: after }), { old: cnpg(kind, { spec: before }) });
    expect(finding).toMatchObject({ rule: 'schema-cel', path });
  });

  it('may add or remove a field that it may not change', () => {
    const encoded = cnpg('Database', { spec: { encoding: 'UTF8' } });
    expect(admit(encoded, { old: cnpg('Database') })).toEqual([]);
    expect(admit(cnpg('Database'), { old: encoded })).toEqual([]);
  });
});
