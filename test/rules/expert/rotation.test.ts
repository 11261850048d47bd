import { externalSecretGeneratorInterval } from '../../../rules/expert/external-secret-generator-interval';
import { externalSecretOperatorOwned } from '../../../rules/expert/external-secret-operator-owned';
import { externalSecretReloadLabel } from '../../../rules/expert/external-secret-reload-label';
import { externalSecretStaleKeys } from '../../../rules/expert/external-secret-stale-keys';
import { externalSecretUriEncoding } from '../../../rules/expert/external-secret-uri-encoding';
import { workloadRotatedEnv } from '../../../rules/expert/workload-rotated-env';
import { cluster, deployment, table, withMetadata } from './support';

const GENERATOR = { dataFrom: [{ sourceRef: { generatorRef: { kind: 'Password', name: 'shop' } } }] };
const ROTATED = { refreshInterval: '24h0m0s', ...GENERATOR };

const external = (spec: object, name = 'shop-db-app') => ({
  apiVersion: 'external-secrets.io/v1',
  kind: 'ExternalSecret',
  metadata: { name, namespace: 'shop' },
  spec,
});
const named = (name: string) => ({ bootstrap: { initdb: { database: 'a', owner: 'a', secret: { name } } } });
const recovered = { bootstrap: { recovery: { database: 'a', owner: 'a', secret: { name: 'shop-db-app' } } } };

table(externalSecretOperatorOwned, [
  ['a Secret that the operator makes', [cluster({}), external(ROTATED)], ['the operator creates Secret shop-db-app']],
  ['one that the bootstrap names', [cluster(named('shop-db-app')), external(ROTATED)], []],
  ['one that a recovery names', [cluster(recovered), external(ROTATED)], []],
  ['another that the bootstrap names', [cluster(named('other')), external(ROTATED)], []],
  [
    'the Secret of another Cluster',
    [cluster(named('shop-db-app')), cluster({}, 'two'), external(ROTATED, 'two-app')],
    ['for Cluster shop/two'],
  ],
]);

table(externalSecretGeneratorInterval, [
  ['no interval', [external(GENERATOR)], ['by default the password changes every hour']],
  ['a minute', [external({ ...GENERATOR, refreshInterval: '1m' })], ['every 60 s']],
  ['as a single value', [external({ data: [{ secretKey: 'p', ...GENERATOR.dataFrom[0] }] })], ['every hour']],
  ['ten minutes', [external({ ...GENERATOR, refreshInterval: '10m0s' })], []],
  ['never', [external({ ...GENERATOR, refreshInterval: '0' })], []],
  ['once', [external({ ...GENERATOR, refreshPolicy: 'CreatedOnce' })], []],
  ['when it is changed', [external({ ...GENERATOR, refreshPolicy: 'OnChange' })], []],
  ['something that is no interval', [external({ ...GENERATOR, refreshInterval: 'often' })], []],
  ['another generator', [external({ dataFrom: [{ sourceRef: { generatorRef: { kind: 'UUID', name: 'u' } } }] })], []],
  ['a store', [external({ dataFrom: [{ extract: { key: 'k' } }] })], []],
]);

const merged = (template: object | undefined, more: object = GENERATOR) =>
  external({ target: { name: 'shop-db-app', creationPolicy: 'Merge', template }, ...more }, 'rotation');
const ALL = ['password', 'pgpass', 'uri', 'jdbc-uri', 'fqdn-uri', 'fqdn-jdbc-uri'];
table(externalSecretStaleKeys, [
  [
    "the example of CNPG's manual",
    [cluster({}), merged({ data: { password: '', pgpass: '' } })],
    ['uri, jdbc-uri, fqdn-uri, fqdn-jdbc-uri of Secret shop-db-app keep the previous password'],
  ],
  ['no template', [cluster({}), merged(undefined)], ['pgpass, uri']],
  ['every key', [cluster({}), merged({ data: Object.fromEntries(ALL.map((key) => [key, ''])) })], []],
  ['another key', [cluster({}), merged({ data: { note: '' } })], []],
  ['what nobody knows', [cluster({}), merged(undefined, { dataFrom: [{ extract: { key: 'k' } }] })], []],
  ['a Secret of its own', [cluster(named('shop-db-app')), merged({ data: { password: '' } })], []],
]);

const labelled = (metadata: object | undefined, more: object = ROTATED) =>
  external({ target: { template: { metadata, data: {} } }, ...more });
const managed = cluster({ managed: { roles: [{ name: 'api', passwordSecret: { name: 'shop-db-app' } }] } });
table(externalSecretReloadLabel, [
  ['of an owner', [cluster(named('shop-db-app')), labelled(undefined)], ['the password of role "a"']],
  ['of a managed role', [managed, labelled({ labels: { a: 'b' } })], ['the password of role "api"']],
  ['from a store', [managed, labelled(undefined, { dataFrom: [{ extract: { key: 'k' } }] })], ['role "api"']],
  ['with the label', [managed, labelled({ labels: { 'cnpg.io/reload': 'true' } })], []],
  ['with the label, whose value nobody reads', [managed, labelled({ labels: { 'cnpg.io/reload': '' } })], []],
  ['without a template', [managed, external(ROTATED)], ['role "api"']],
  [
    'without a template, with its own labels',
    [managed, withMetadata(external(ROTATED), { labels: { 'cnpg.io/reload': 'true' } })],
    [],
  ],
  ['that never changes', [managed, labelled(undefined, { ...ROTATED, refreshPolicy: 'CreatedOnce' })], []],
  ['of nobody', [cluster({}), labelled(undefined)], []],
]);

const generator = (spec: object) => ({
  apiVersion: 'generators.external-secrets.io/v1alpha1',
  kind: 'Password',
  metadata: { name: 'shop', namespace: 'shop' },
  spec,
});
const uri = (action: string) =>
  external({
    ...ROTATED,
    target: { template: { data: { password: '{{ .password }}', uri: `postgres://a:${action}@h/d` } } },
  });
table(externalSecretUriEncoding, [
  ['symbols by default', [generator({}), uri('{{ .password }}')], ['Password shop generates symbols']],
  ['symbols by number', [generator({ symbols: 5 }), uri('{{.password}}')], ['Password shop']],
  ['no symbols', [generator({ symbols: 0 }), uri('{{ .password }}')], []],
  ['symbols that mean nothing', [generator({ symbolCharacters: '-_.~' }), uri('{{ .password }}')], []],
  ['one that does', [generator({ symbolCharacters: '-_$@' }), uri('{{ .password }}')], ['Password shop']],
  ['encoded', [generator({}), uri('{{ .password | urlquery }}')], []],
  ['a generator that is not in the run', [uri('{{ .password }}')], []],
]);

const source = (key: string) => ({ name: 'X', valueFrom: { secretKeyRef: { name: 'shop-db-app', key } } });
const volume = { volumes: [{ name: 'v', secret: { secretName: 'shop-db-app' } }] };
const projected = { volumes: [{ name: 'v', projected: { sources: [{ secret: { name: 'shop-db-app' } }] } }] };
const mount = (more: object = {}) => ({ volumeMounts: [{ name: 'v', mountPath: '/x', ...more }] });
const variable = { env: [source('password')] };
const reloader = (name: string, value: string) =>
  withMetadata(deployment(variable), { annotations: { [name]: value } });
const rotated = external({
  ...ROTATED,
  target: { template: { data: { host: 'shop-db-rw', password: '{{ .password }}' } } },
});
table(workloadRotatedEnv, [
  ['a variable', [rotated, deployment(variable)], ['Secret shop-db-app is rotated, but a variable keeps the first']],
  ['all of them', [rotated, deployment({ envFrom: [{ secretRef: { name: 'shop-db-app' } }] })], ['a variable']],
  ['a variable that never changes', [rotated, deployment({ env: [source('host')] })], []],
  ['a volume', [rotated, deployment(mount(), 'shop', volume)], []],
  ['a variable beside a volume', [rotated, deployment({ ...variable, ...mount() }, 'shop', volume)], []],
  ['a variable beside a projected volume', [rotated, deployment({ ...variable, ...mount() }, 'shop', projected)], []],
  [
    'a single file',
    [rotated, deployment(mount({ subPath: 'password' }), 'shop', volume)],
    ['a file mounted by subPath keeps the first'],
  ],
  ['a volume that this container has not', [rotated, deployment(variable, 'shop', volume)], ['a variable']],
  ['Reloader for all', [rotated, reloader('reloader.stakater.com/auto', 'true')], []],
  ['Reloader for this one', [rotated, reloader('secret.reloader.stakater.com/reload', 'x, shop-db-app')], []],
  ['Reloader for another', [rotated, reloader('secret.reloader.stakater.com/reload', 'x')], ['a variable']],
  ['another namespace', [rotated, deployment(variable, 'other')], []],
  ['a Secret that stays', [external({ ...ROTATED, refreshPolicy: 'CreatedOnce' }), deployment(variable)], []],
  ['a Job, which is over before', [rotated, { ...deployment(variable), apiVersion: 'batch/v1', kind: 'Job' }], []],
]);
