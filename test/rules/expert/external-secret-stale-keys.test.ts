import { externalSecretStaleKeys } from '../../../rules/expert/external-secret-stale-keys';
import { cluster, table } from './support';
import { external, GENERATOR, named } from './support/rotation';

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
