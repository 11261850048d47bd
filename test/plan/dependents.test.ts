import { describe, expect, test } from 'vitest';
import type { Applier } from '../../manifests/object/document';
import type { Manifest } from '../../manifests/object/manifest';
import { plan } from '../../plan';
import { cluster, NOW, object } from './objects';

// What is said of a changed object that a database may depend on, and that no table knows.

type Json = Record<string, unknown>;

const made = (apiVersion: string, kind: string, name: string, more: Json, namespace = 'shop'): Manifest => ({
  apiVersion,
  kind,
  metadata: { name, namespace },
  ...more,
});
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

/** The first field of the change of this object. @param appliers - pairs of what is applied and who does it */
function said(before: Manifest[], after: Manifest[], [first]: Manifest[], appliers: [Manifest, Manifest][] = []) {
  const engine = (manifest: Manifest): Applier => ({
    engine: manifest.kind === 'Application' ? 'Argo CD' : manifest.kind === 'HelmRelease' ? 'Helm' : 'Flux',
    manifest,
  });
  const { changes } = plan(before, after, {
    now: NOW,
    appliers: new Map(appliers.map(([object, by]) => [object, engine(by)])),
  });
  const change = changes.find(({ kind, name }) => kind === first?.kind && name === first.metadata.name);
  return change?.fields[0];
}

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
    expect(gone(reader, reader)).toBe('the object is deleted; Cluster shop/shop-db names it');
    expect(gone(reader, cluster())).toBe('the object is deleted; before this change: Cluster shop/shop-db names it');
    expect(gone(cluster(), cluster())).toBe('the object is deleted; no Cluster of this change names it');
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
      /is known to depend/,
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
  expect(said([pool(1)], [pool(2)], [pool(2)])?.reason).toBe('no database is known to depend on it');
});
