import { describe, expect, test } from 'vitest';
import type { Manifest } from '../../manifests/object/manifest';
import { cluster, object } from './objects';
import { type Json, made, said } from './said';

// What is said of a changed object that a database may depend on, and that no table knows.

const configMap = (value: string, name = 'thing') => made('v1', 'ConfigMap', name, { data: { a: value } });
const release = (values: Json, more: Json = {}, chart = 'cluster') =>
  made('helm.toolkit.fluxcd.io/v2', 'HelmRelease', 'shop', {
    spec: { chart: { spec: { chart, sourceRef: { kind: 'HelmRepository', name: 'cnpg' } } }, values, ...more },
  });
const kustomization = (more: Json) =>
  made('kustomize.toolkit.fluxcd.io/v1', 'Kustomization', 'db', { spec: { path: './db', prune: true, ...more } });
const application = (more: Json, name = 'db') =>
  made(
    'argoproj.io/v1alpha1',
    'Application',
    name,
    { spec: { project: 'default', destination: { name: 'in-cluster' }, ...more } },
    'argocd',
  );

const pair = (of: (value: 'a' | 'b') => Manifest) => [of('a'), of('b')] as const;

describe('a ConfigMap', () => {
  const change = (reader: Manifest) =>
    said([configMap('1'), reader], [configMap('2'), reader], [configMap('2')])?.reason;

  test.each([
    ['variables of the pods', { envFrom: [{ configMapRef: { name: 'thing' } }] }],
    ['one variable', { env: [{ name: 'A', valueFrom: { configMapKeyRef: { name: 'thing', key: 'a' } } }] }],
    ['files', { projectedVolumeTemplate: { sources: [{ configMap: { name: 'thing' } }] } }],
  ])('that a Cluster names for %s', (_, spec) => {
    expect(change(cluster(spec))).toBe('Cluster shop/shop-db names it');
  });

  test('that a pooler or the store of an archive names', () => {
    const template = { spec: { containers: [{ name: 'pgbouncer', envFrom: [{ configMapRef: { name: 'thing' } }] }] } };
    const pooler = made('postgresql.cnpg.io/v1', 'Pooler', 'pool', {
      spec: { cluster: { name: 'shop-db' }, template },
    });
    expect(change(pooler)).toBe('Pooler shop/pool names it');
    const env = [{ name: 'A', valueFrom: { configMapKeyRef: { name: 'thing', key: 'a' } } }];
    const store = made('barmancloud.cnpg.io/v1', 'ObjectStore', 'store', {
      spec: { instanceSidecarConfiguration: { env } },
    });
    expect(change(store)).toBe('ObjectStore shop/store names it');
  });

  test('that no Cluster names', () => {
    expect(change(cluster())).toBe('no Cluster of this change names it');
    const elsewhere = cluster({ envFrom: [{ configMapRef: { name: 'thing' } }] }, { namespace: 'bank' });
    expect(change(elsewhere)).toBe('no Cluster of this change names it');
    // A Secret has the same name.
    expect(change(cluster({ envFrom: [{ secretRef: { name: 'thing' } }] }))).toBe('no Cluster of this change names it');
  });

  test('with the values of a release, or with variables', () => {
    const taking = release({}, { valuesFrom: [{ kind: 'ConfigMap', name: 'thing', valuesKey: 'a' }] });
    expect(change(taking)).toBe('HelmRelease shop/shop takes values from it, and applies Cluster shop/shop-cluster');
    expect(change(release({}, { valuesFrom: [{ kind: 'Secret', name: 'thing' }] }))).toMatch(/^no Cluster/);
    const filling = kustomization({ postBuild: { substituteFrom: [{ kind: 'ConfigMap', name: 'thing' }] } });
    const own = cluster();
    const both = [own, filling];
    expect(said([configMap('1'), ...both], [configMap('2'), ...both], [configMap('2')], [[own, filling]])?.reason).toBe(
      'Kustomization shop/db takes variables from it, and applies Cluster shop/shop-db',
    );
  });

  test('of the operator', () => {
    const name = 'cnpg-controller-manager-config';
    expect(said([configMap('1', name)], [configMap('2', name)], [configMap('2', name)])?.reason).toMatch(/operator/);
  });

  test('that goes', () => {
    const reader = cluster({ envFrom: [{ configMapRef: { name: 'thing' } }] });
    const gone = (before: Manifest, after: Manifest) =>
      said([configMap('1'), before], [after], [configMap('1')])?.reason;
    expect(gone(reader, reader)).toBe(
      'the object is deleted; Cluster shop/shop-db reads it: its pods fail at their next start',
    );
    expect(gone(reader, cluster())).toBe('the object is deleted; before this change: Cluster shop/shop-db names it');
    expect(gone(cluster(), cluster())).toBe('the object is deleted; no Cluster of this change names it');
  });
});

describe('what pods cannot start without', () => {
  const gone = (removed: Manifest, ...others: Manifest[]) => said([removed, ...others], others, [removed]);
  const env = (optional?: boolean) => ({
    env: [{ name: 'A', valueFrom: { configMapKeyRef: { name: 'thing', key: 'a', ...(optional && { optional }) } } }],
  });
  const sources = [{ configMap: { name: 'thing' } }];

  test('is a ConfigMap of variables or files, unless it is optional', () => {
    expect(gone(configMap('1'), cluster(env()))?.impact).toBe('outage');
    expect(gone(configMap('1'), cluster({ projectedVolumeTemplate: { sources } }))?.impact).toBe('outage');
    expect(gone(configMap('1'), cluster(env(true)))?.impact).toBe('none');
    expect(gone(configMap('1'), cluster(env(), { namespace: 'bank' }))?.impact).toBe('none');
    // It was read when the database was made, and is read by the exporter, which goes on without it.
    const read = { customQueriesConfigMap: [{ name: 'thing', key: 'a' }] };
    expect(gone(configMap('1'), cluster({ monitoring: read }))?.impact).toBe('none');
  });

  const secret = made('v1', 'Secret', 'thing', { data: { password: 'eA==' } });
  const external = (creationPolicy: string) =>
    made('external-secrets.io/v1', 'ExternalSecret', 'x', { spec: { target: { name: 'thing', creationPolicy } } });
  const sealed = made('bitnami.com/v1alpha1', 'SealedSecret', 'thing', { spec: { encryptedData: {} } });
  const api = made('apps/v1', 'Deployment', 'api', {
    spec: { template: { spec: { containers: [{ name: 'api', envFrom: [{ secretRef: { name: 'thing' } }] }] } } },
  });

  test.each([
    ['a Secret', secret],
    ['an ExternalSecret', external('Owner')],
    ['a SealedSecret', sealed],
  ])('is %s that something reads', (_, removed) => {
    const reader = cluster({ superuserSecret: { name: 'thing' } });
    expect(gone(removed, reader)).toMatchObject({
      impact: 'outage',
      reason: expect.stringMatching(/Cluster shop\/shop-db reads it, and fails at its next start$/),
    });
    expect(gone(removed, api)?.impact).toBe('outage');
    expect(gone(removed, release({ cluster: { superuserSecret: 'thing' } }))?.impact).toBe('outage');
    const elsewhere = release({ cluster: { superuserSecret: 'thing' } }, { targetNamespace: 'bank' });
    expect(gone(removed, elsewhere)?.impact).toBe('none');
    expect(gone(removed, release({ host: 'thing-rw.thing.svc' }))?.impact).toBe('none');
    expect(gone(removed, cluster())).toMatchObject({
      impact: 'none',
      reason: expect.stringMatching(/no object of this change reads it/),
    });
  });

  test('is no Secret that stays without its ExternalSecret', () => {
    expect(gone(external('Orphan'), api)?.impact).toBe('none');
  });
});

describe('what makes a Secret', () => {
  const external = (key: string) =>
    made('external-secrets.io/v1', 'ExternalSecret', 'x', {
      spec: { target: { name: 'thing' }, data: [{ secretKey: 'password', remoteRef: { key } }] },
    });
  const sealed = (value: string) =>
    made('bitnami.com/v1alpha1', 'SealedSecret', 'thing', { spec: { encryptedData: { password: value } } });
  const certificate = (duration: string) =>
    made('cert-manager.io/v1', 'Certificate', 'x', {
      spec: { secretName: 'thing', duration, issuerRef: { name: 'ca' } },
    });
  const change = (of: (value: string) => Manifest, ...others: Manifest[]) =>
    said([of('a'), ...others], [of('b'), ...others], [of('b')]);
  const reader = cluster({ superuserSecret: { name: 'thing' } });
  const written = { impact: 'reload', reason: 'Secret thing is written again, and Cluster shop/shop-db reads it' };

  test.each([
    ['of an ExternalSecret', external],
    ['of a SealedSecret', sealed],
  ])('%s', (_, of) => {
    expect(change(of, reader)).toMatchObject(written);
    const env = [{ name: 'A', valueFrom: { secretKeyRef: { name: 'thing', key: 'a' } } }];
    const atStart = { impact: 'none', reason: expect.stringMatching(/Secret thing into variables .* starts anew$/) };
    expect(change(of, cluster({ env }))).toMatchObject(atStart);
    expect(change(of, cluster({ envFrom: [{ secretRef: { name: 'thing' } }] }))).toMatchObject(atStart);
    expect(change(of, cluster({ env, superuserSecret: { name: 'thing' } }))).toMatchObject(written);
    const projected = { sources: [{ secret: { name: 'thing' } }] };
    expect(change(of, cluster({ projectedVolumeTemplate: projected }))).toMatchObject(written);
    expect(change(of, cluster())).toMatchObject({
      impact: 'none',
      reason: 'no Cluster of this change names its Secret',
    });
    const taking = release({}, { valuesFrom: [{ kind: 'Secret', name: 'thing' }] });
    expect(change(of, taking)).toMatchObject({ impact: 'unknown' });
  });

  test('of a Certificate', () => {
    const certificates = { serverTLSSecret: 'thing', serverCASecret: 'ca' };
    expect(change(certificate, cluster({ certificates }))?.reason).toMatch(
      /^Cluster shop\/shop-db reads its Secret thi/,
    );
  });

  test('through the store of the archive, and through a role', () => {
    const store = object('ObjectStore', {
      configuration: { s3Credentials: { accessKeyId: { name: 'thing', key: 'id' } } },
    });
    const plugin = { name: 'barman-cloud.cloudnative-pg.io', parameters: { barmanObjectName: 'thing' } };
    expect(change(sealed, store, cluster({ plugins: [plugin] }))).toMatchObject(written);
    const role = object('DatabaseRole', { cluster: { name: 'shop-db' }, passwordSecret: { name: 'thing' } });
    expect(change(sealed, role, cluster())).toMatchObject(written);
  });

  test('a Secret with values of a database: what they are is not known', () => {
    const secret = (value: string) => made('v1', 'Secret', 'thing', { data: { 'values.yaml': value } });
    const taking = (chart?: string) => release({}, { valuesFrom: [{ kind: 'Secret', name: 'thing' }] }, chart);
    expect(change(secret, taking())).toMatchObject({
      impact: 'unknown',
      reason: expect.stringMatching(/^HelmRelease shop\/shop takes values from it, and applies Cluster/),
    });
    expect(change(secret, taking('redis'))).toMatchObject({ impact: 'reload' });
  });
});

describe('what applies databases', () => {
  const own = cluster();
  const there = 'it applies Cluster shop/shop-db: what changes of that is said there';

  test('an Application, a Kustomization, and what applies them', () => {
    const [old, next] = pair((prune) => application({ syncPolicy: { automated: { prune: prune === 'b' } } }));
    expect(said([old, own], [next, own], [next], [[own, next]])?.reason).toBe(there);
    const [slow, fast] = pair((name) => kustomization({ interval: name === 'a' ? '1h' : '1m' }));
    const root = (interval: string) => application({ revisionHistoryLimit: interval.length }, 'root');
    expect(said([slow, own], [fast, own], [fast], [[own, fast]])?.reason).toBe(there);
    const chain: [Manifest, Manifest][] = [
      [own, slow],
      [slow, root('1h')],
    ];
    expect(said([root('1h'), slow, own], [root('10m'), slow, own], [root('10m')], chain)?.reason).toBe(there);
  });

  test('one that applies none that is known, and one that installs the operator', () => {
    const [old, next] = pair((prune) => application({ syncPolicy: { automated: { prune: prune === 'b' } } }));
    expect(said([old, own], [next, own], [next])?.reason).toMatch(/^what it applies is not among what was read/);
    const map = configMap('1');
    expect(said([old, map], [next, map], [next], [[map, next]])?.reason).toBe(
      'no Cluster of this change is applied by it',
    );
    const operator = (a: number) => release({ a }, {}, 'cloudnative-pg');
    expect(said([operator(1), own], [operator(2), own], [operator(2)])?.reason).toMatch(/installs the operator/);
  });

  test('a release of another chart that Helm was asked about', () => {
    const [old, next] = pair((a) => release({ a }, {}, 'stack'));
    expect(said([old, own], [next, own], [next], [[own, next]])?.reason).toBe(there);
    expect(said([old, own], [next, own], [next])?.reason).toMatch(/no PostgreSQL instance is known to depend on it/);
    expect(said([old, own], [], [old], [[own, old]])?.reason).toMatch(/what becomes of Cluster shop\/shop-db is said/);
  });

  test('a source, and a project', () => {
    const source = (interval: string) =>
      made('source.toolkit.fluxcd.io/v1', 'GitRepository', 'git', { spec: { interval } });
    const by = kustomization({ sourceRef: { kind: 'GitRepository', name: 'git' } });
    const reason = (reader: Manifest) =>
      said([source('1h'), own, reader], [source('1m'), own, reader], [source('1m')], [[own, reader]])?.reason;
    expect(reason(by)).toMatch(
      /^Kustomization shop\/db takes from it what it applies, and applies Cluster shop\/shop-db/,
    );
    expect(reason(kustomization({ sourceRef: { kind: 'GitRepository', name: 'other' } }))).toMatch(
      /what depends on it is not known here/,
    );
    const project = (description: string) =>
      made('argoproj.io/v1alpha1', 'AppProject', 'default', { spec: { description } }, 'argocd');
    const app = application({});
    expect(said([project('a'), own, app], [project('b'), own, app], [project('b')], [[own, app]])?.reason).toMatch(
      /^Application argocd\/db is of this project, and applies Cluster shop\/shop-db$/,
    );
  });
});

test('that no database depends on an object is said where it is known', () => {
  const rule = (a: number) =>
    made('monitoring.coreos.com/v1', 'PrometheusRule', 'x', { spec: { groups: [{ name: 'a', limit: a }] } });
  expect(said([rule(1)], [rule(2)], [rule(2)])?.reason).toBe('no database depends on it');
  const pool = (a: number) => made('metallb.io/v1beta1', 'IPAddressPool', 'x', { spec: { a } });
  expect(said([pool(1)], [pool(2)], [pool(2)])?.reason).toBe('what depends on it is not known here');
});

test('what an ApplicationSet applies that was not followed is said like everything else', () => {
  const set = made('argoproj.io/v1alpha1', 'ApplicationSet', 'dbs', { spec: { template: {} } });
  const [before, after] = ['20Gi', '30Gi'].map((size) => cluster({ storage: { size } }));
  expect(before && after && said([before, set], [after, set], [after], [[after, set]])).toMatchObject({
    path: 'spec.storage.size',
    impact: 'none',
  });
});

test('an ApplicationSet is of the project of its Applications', () => {
  const set = made('argoproj.io/v1alpha1', 'ApplicationSet', 'dbs', { spec: { template: { spec: { project: 'x' } } } });
  const project = (description: string) =>
    made('argoproj.io/v1alpha1', 'AppProject', 'x', { spec: { description } }, 'argocd');
  const own = cluster();
  const change = said([project('a'), own, set], [project('b'), own, set], [project('b')], [[own, set]]);
  expect(change?.reason).toBe('ApplicationSet shop/dbs is of this project, and applies Cluster shop/shop-db');
});

test('the Deployment of the operator is no API', () => {
  const deployment = (image: string) => (arg: string) =>
    made('apps/v1', 'Deployment', 'x', {
      spec: { template: { spec: { containers: [{ name: 'x', image, args: [arg] }] } } },
    });
  const reason = (of: (arg: string) => Manifest) => said([of('a')], [of('b')], [of('b')])?.reason;
  expect(reason(deployment('ghcr.io/cloudnative-pg/cloudnative-pg:1.30.0'))).toMatch(/^the operator starts anew/);
  expect(reason(deployment('ghcr.io/acme/web:1.30.0'))).toMatch(/^its pods are recreated/);
});
