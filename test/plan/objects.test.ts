import { describe, expect, test } from 'vitest';
import { plan } from '../../plan';
import { cluster, NOW, object, planOf } from './objects';

const PROTECTED = { annotations: { 'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false' } };

describe('objects that go', () => {
  test.each([
    ['Cluster', cluster(), 'data-loss', /all their volumes/],
    ['ObjectStore', object('ObjectStore', {}), 'data-loss', /stop archiving/],
    ['PersistentVolumeClaim', object('PersistentVolumeClaim', {}), 'data-loss', /its volume/],
    ['Namespace', object('Namespace', {}), 'data-loss', /everything in it/],
    ['Database delete', object('Database', { databaseReclaimPolicy: 'delete' }), 'data-loss', /dropped/],
    ['Database retain', object('Database', {}), 'none', /remains in PostgreSQL/],
    ['Subscription delete', object('Subscription', { subscriptionReclaimPolicy: 'delete' }), 'outage', /dropped/],
    ['Pooler', object('Pooler', {}), 'outage', /cut off/],
    ['Deployment', object('Deployment', {}), 'outage', /the database is not touched/],
    [
      'ScheduledBackup',
      object('ScheduledBackup', { backupOwnerReference: 'self' }),
      'none',
      /Backup objects are deleted with it/,
    ],
    ['ImageCatalog', object('ImageCatalog', {}), 'none', /no cluster/],
    ['ConfigMap', object('ConfigMap', {}), 'none', /what depends on it is not known here/],
    ['Application', object('Application', {}), 'none', /no longer synced with git/],
    [
      'Application with a finalizer',
      object('Application', {}, { finalizers: ['resources-finalizer.argocd.argoproj.io'] }),
      'data-loss',
      /databases included/,
    ],
  ])('%s', (_what, manifest, impact, reason) => {
    const { changes, worst } = planOf([manifest], []);
    expect(changes).toMatchObject([{ kind: manifest.kind, action: 'delete', impact }]);
    expect(worst).toBe(impact);
    expect(changes[0]?.fields).toHaveLength(1);
    expect(changes[0]?.fields[0]).toMatchObject({ path: 'metadata.name', before: manifest.metadata.name, after: null });
    expect(changes[0]?.fields[0]?.reason).toMatch(reason);
  });

  test('Argo CD leaves a protected object, and the next who deletes it loses the data', () => {
    const [change] = planOf([cluster({}, PROTECTED)], []).changes;
    expect(change?.impact).toBe('data-loss');
    expect(change?.fields[0]?.reason).toMatch(
      /^Argo CD leaves it in the cluster \(Prune=false\).*by hand\. Then .*volumes/,
    );
    const confirm = { annotations: { 'argocd.argoproj.io/sync-options': 'Prune=confirm,Delete=confirm' } };
    expect(planOf([cluster({}, confirm)], []).changes[0]?.fields[0]?.reason).toMatch(/^Argo CD asks before/);
  });

  test('a catalog that a cluster needs', () => {
    const user = cluster({ imageName: undefined, imageCatalogRef: { kind: 'ImageCatalog', name: 'thing', major: 17 } });
    const [change] = planOf([object('ImageCatalog', {}), user], [user]).changes;
    expect(change).toMatchObject({ kind: 'ImageCatalog', impact: 'ignored' });
  });
});

describe('objects that come', () => {
  test('do nothing to what runs', () => {
    expect(planOf([], [cluster()])).toEqual({
      changes: [{ kind: 'Cluster', namespace: 'shop', name: 'shop-db', action: 'create', impact: 'none', fields: [] }],
      worst: 'none',
    });
  });

  test.each([
    ['the database', { ensure: 'absent' }, ['spec.ensure']],
    ['a schema', { schemas: [{ name: 'a', ensure: 'absent' }, { name: 'b' }] }, ['spec.schemas[name=a]']],
    ['an extension', { extensions: [{ name: 'a', ensure: 'absent' }] }, ['spec.extensions[name=a]']],
    ['nothing', { extensions: [{ name: 'a' }], allowConnections: false }, []],
  ])('a Database that drops %s', (_what, fields, paths) => {
    const after = object('Database', { cluster: { name: 'shop-db' }, name: 'audit', owner: 'audit', ...fields });
    const [change] = planOf([], [after]).changes;
    expect(change).toMatchObject({ action: 'create', impact: paths.length > 0 ? 'data-loss' : 'none' });
    expect(change?.fields).toMatchObject(paths.map((path) => ({ path, before: null, impact: 'data-loss' })));
    expect(change?.fields).toHaveLength(paths.length);
  });

  test('are judged as the API server and the webhooks would', () => {
    const [change] = planOf([], [cluster({ storage: { size: '10Gi' }, instances: 0 })]).changes;
    expect(change).toMatchObject({ action: 'create', impact: 'rejected' });
    expect(change?.fields[0]).toMatchObject({ path: 'spec.instances', before: 0, after: 0, impact: 'rejected' });
  });
});

describe('objects that change their name', () => {
  test('a renamed Cluster is a lost one and an empty one', () => {
    const { changes, worst } = planOf([cluster()], [cluster({}, { name: 'shop-main' })]);
    expect(worst).toBe('data-loss');
    expect(changes.map(({ action, name, impact }) => [action, name, impact])).toEqual([
      ['delete', 'shop-db', 'data-loss'],
      ['create', 'shop-main', 'replace'],
    ]);
    expect(changes[0]?.fields[0]?.reason).toMatch(
      /objects are never renamed.*Cluster shop\/shop-main is created, empty/,
    );
    expect(changes[1]?.fields[0]?.reason).toMatch(/Cluster shop\/shop-db, which leaves git.*Keep the old name/);
  });

  test('its own name inside of its content is renamed with it', () => {
    const plugin = (serverName: string) => ({ plugins: [{ name: 'p', parameters: { serverName } }] });
    const { changes } = planOf([cluster(plugin('shop-db'))], [cluster(plugin('new'), { name: 'new' })]);
    expect(changes[1]).toMatchObject({ action: 'create', impact: 'replace' });
  });

  test('another namespace is another object', () => {
    const { worst, changes } = planOf([cluster()], [cluster({}, { namespace: 'bank' })]);
    expect(worst).toBe('data-loss');
    expect(changes[1]).toMatchObject({ action: 'create', namespace: 'bank', impact: 'replace' });
  });

  test('other content is not a rename', () => {
    const { changes } = planOf([cluster()], [cluster({ instances: 1 }, { name: 'other' })]);
    expect(changes[1]).toMatchObject({ action: 'create', impact: 'none', fields: [] });
  });
});

describe('objects that are replaced', () => {
  test('Argo CD with Force=true deletes the cluster and makes it again', () => {
    const forced = { annotations: { 'argocd.argoproj.io/sync-options': 'Replace=true,Force=true' } };
    const { changes } = planOf([cluster({}, forced)], [cluster({ description: 'x' }, forced)]);
    expect(changes).toMatchObject([{ action: 'replace', impact: 'data-loss' }]);
    expect(changes[0]?.fields[0]?.reason).toMatch(/deletes the object and creates it again/);
  });
});

describe('identity', () => {
  test('the version of an API is no part of it', () => {
    const old = { ...object('ConfigMap', { a: 1 }), apiVersion: 'example.com/v1' };
    const { changes } = planOf([old], [{ ...old, apiVersion: 'example.com/v2' }]);
    expect(changes).toMatchObject([{ action: 'update', impact: 'none', fields: [{ path: 'apiVersion' }] }]);
  });

  test('the group is, and so is the kind', () => {
    const other = { ...cluster(), apiVersion: 'cluster.x-k8s.io/v1' };
    expect(planOf([cluster()], [other]).changes.map(({ action }) => action)).toEqual(['delete', 'create']);
  });

  test('kustomizations and objects without a name are none', () => {
    const nameless = [
      { apiVersion: 'kustomize.config.k8s.io/v1beta1', kind: 'Kustomization', metadata: { name: 'x' } },
      { apiVersion: 'v1', kind: 'Pod', metadata: {} },
      JSON.parse('{"apiVersion": "v1", "kind": "Pod"}'),
    ];
    expect(planOf(nameless, []).changes).toEqual([]);
  });

  test('of two with one identity the last counts, and none is listed twice', () => {
    const { changes } = planOf([cluster()], [cluster({ instances: 1 }), cluster()]);
    expect(changes).toEqual([]);
  });
});

test('the contract', () => {
  const { changes, ...rest } = plan([cluster()], [cluster({ instances: 2 })], { now: NOW });
  expect(rest).toEqual({ worst: 'none' });
  expect(changes.map((change) => Object.keys(change))).toEqual([
    ['kind', 'namespace', 'name', 'action', 'impact', 'fields'],
  ]);
  expect(changes[0]?.fields.map((field) => Object.keys(field))).toEqual([
    ['path', 'before', 'after', 'impact', 'reason'],
  ]);
});

describe('protected objects', () => {
  const FLUX = 'kustomize.toolkit.fluxcd.io';
  const removal = (metadata: Record<string, unknown>) =>
    planOf([cluster({}, metadata)], []).changes[0]?.fields[0]?.reason;

  test.each([
    [
      'Flux',
      { annotations: { [`${FLUX}/prune`]: 'disabled' } },
      /^Flux leaves it .*prune: disabled.*by hand\. Then .*volumes/,
    ],
    ['Flux by a label', { labels: { [`${FLUX}/prune`]: 'Disabled' } }, /^Flux leaves it/],
    [
      'Flux, which leaves it alone',
      { annotations: { [`${FLUX}/reconcile`]: 'disabled' } },
      /^Flux leaves it .*reconcile/,
    ],
    [
      'Helm',
      { annotations: { 'helm.sh/resource-policy': 'keep' } },
      /^Helm leaves it .*Argo CD or a Kustomization of Flux would still prune it/,
    ],
    ['nobody', { annotations: { [`${FLUX}/prune`]: 'enabled', [`${FLUX}/force`]: 'disabled' } }, /^deleting a Cluster/],
  ])('%s', (_, metadata, reason) => expect(removal(metadata)).toMatch(reason));

  test('the protection goes', () => {
    const before = cluster({}, { annotations: { [`${FLUX}/prune`]: 'disabled' } });
    expect(planOf([before], [cluster()]).changes[0]?.fields[0]?.reason).toMatch(
      /the protection against pruning is removed/,
    );
  });

  test('an Application that prunes nothing is told first', () => {
    const application = object('Application', { destination: { namespace: 'shop' } }, { name: 'shop-api' });
    const deployment = object('Deployment', { selector: {} }, { name: 'api' });
    const [change] = planOf([deployment, application], [application]).changes;
    expect(change?.fields[0]?.reason).toMatch(
      /^Application shop\/shop-api prunes nothing: .* Then its pods are deleted/,
    );
  });

  const forced = { annotations: { [`${FLUX}/force`]: 'enabled' } };
  const shrunk = { storage: { size: '5Gi', storageClass: 'fast' } };

  test('Flux with force: enabled recreates what is refused, and nothing else', () => {
    expect(planOf([cluster({}, forced)], [cluster(shrunk, forced)]).changes).toMatchObject([
      { action: 'replace', impact: 'data-loss' },
    ]);
    expect(planOf([cluster({}, forced)], [cluster({ instances: 2 }, forced)]).worst).not.toBe('data-loss');
    expect(planOf([cluster()], [cluster(shrunk)]).worst).toBe('rejected');
  });

  test('Flux applies no change of what it is told to leave alone', () => {
    const left = { annotations: { [`${FLUX}/reconcile`]: 'disabled' } };
    expect(planOf([cluster({}, left)], [cluster({ instances: 2 }, left)]).changes).toMatchObject([
      { impact: 'ignored' },
    ]);
  });
});
