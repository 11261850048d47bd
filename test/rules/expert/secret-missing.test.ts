import { expect, it } from 'vitest';
import { secretMissing } from '../../../rules/expert/secret-missing';
import { cluster, dependent, deployment, severities, table, withMetadata } from './support';
import { externalSecret, given, key, release } from './support/workloads';

const REFLECTED = { 'reflector.v1.k8s.emberstack.com/reflection-allowed': 'true' };
const sealed = {
  apiVersion: 'bitnami.com/v1alpha1',
  kind: 'SealedSecret',
  metadata: { name: 'own', namespace: 'db' },
  spec: { encryptedData: { uri: 'AgA' } },
};
const generating = (generate: Record<string, unknown>) => ({
  apiVersion: 'kyverno.io/v1',
  kind: 'ClusterPolicy',
  metadata: { name: 'sync' },
  spec: { rules: [{ name: 'x', generate }] },
});
const everywhere = (spec: Record<string, unknown>) => ({
  apiVersion: 'external-secrets.io/v1',
  kind: 'ClusterExternalSecret',
  metadata: { name: 'everywhere' },
  spec,
});

const superuser = (name: string, enableSuperuserAccess = true) =>
  cluster({ enableSuperuserAccess, superuserSecret: { name } });

const reader = deployment({ envFrom: [{ secretRef: { name: 'shop-db-superuser' } }] });

table(secretMissing, [
  ['a superuser secret that nobody makes', [cluster({}), reader], ['has no Secret shop-db-superuser']],
  ["one's own, with the name of the operator's", [superuser('shop-db-superuser'), reader], []],
  ["one's own without access", [superuser('shop-db-superuser', false), reader], []],
  ["one's own with another name", [superuser('root')], []],
  ["the operator's", [cluster({ enableSuperuserAccess: true }), reader], []],
]);

const withAccess = (enableSuperuserAccess: boolean) => cluster({ enableSuperuserAccess });

table(secretMissing, [
  ['a bootstrap with its own', [given, key('shop-db-app', 'uri')], ['because bootstrap.initdb.secret names own']],
  ['no superuser', [withAccess(false), key('shop-db-superuser', 'password')], ['without enableSuperuserAccess']],
  ['a superuser', [withAccess(true), key('shop-db-superuser', 'password')], []],
  [
    'another namespace',
    [withMetadata(cluster({}), { namespace: 'db' }), key('shop-db-app', 'uri')],
    ['in namespace shop, only in others: Cluster db/shop-db'],
  ],
  [
    'a Cluster that a chart makes here',
    [
      withMetadata(cluster({}), { namespace: 'db' }),
      release('shop', { fullnameOverride: 'shop-db' }),
      key('shop-db-app', 'uri'),
    ],
    [],
  ],
  ...[
    { ...sealed, metadata: { ...sealed.metadata, annotations: REFLECTED } },
    { ...sealed, spec: { ...sealed.spec, template: { metadata: { annotations: REFLECTED } } } },
  ].map((copied) => ['one that Reflector copies', [copied, key('own', 'uri')], []] as const),
  [
    'a SealedSecret that nothing copies, and a policy for others',
    [
      sealed,
      generating({ kind: 'Secret', name: 'other' }),
      generating({ kind: 'ConfigMap', name: 'own' }),
      key('own', 'uri'),
    ],
    ['SealedSecret db/own'],
  ],
  ['one that Kyverno clones', [sealed, generating({ kind: 'Secret', name: 'own' }), key('own', 'uri')], []],
  ['a list that Kyverno clones', [sealed, generating({ cloneList: { kinds: ['v1/Secret'] } }), key('own', 'uri')], []],
  ['a ClusterExternalSecret', [sealed, everywhere({ externalSecretName: 'own' }), key('own', 'uri')], []],
  [
    'the target of a ClusterExternalSecret',
    [sealed, everywhere({ externalSecretSpec: { target: { name: 'own' } } }), key('own', 'uri')],
    [],
  ],
  ['another ClusterExternalSecret', [sealed, everywhere({}), key('own', 'uri')], ['SealedSecret db/own']],
  [
    'a recovery with its own',
    [cluster({ bootstrap: { recovery: { source: 's', secret: { name: 'own' } } } }), key('shop-db-app', 'uri')],
    ['bootstrap.recovery.secret'],
  ],
  [
    'the password of a DatabaseRole, in another namespace',
    [
      dependent('DatabaseRole', 'r', { name: 'r', passwordSecret: { name: 'own' } }),
      withMetadata(externalSecret({}), { namespace: 'db' }),
    ],
    ['only in others: ExternalSecret db/own'],
  ],
  ['the one that is made', [cluster({}), key('shop-db-app', 'uri')], []],
  ['the name of somebody else', [cluster({}), key('other-app', 'uri')], []],
]);

it('asks where only another namespace has it, and says so where the Cluster is there', () => {
  expect(severities(secretMissing, [sealed, key('own', 'uri')])).toEqual(['warning']);
  expect(severities(secretMissing, [given, key('shop-db-app', 'uri')])).toEqual(['error']);
});
