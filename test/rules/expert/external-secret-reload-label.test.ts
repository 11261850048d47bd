import { externalSecretReloadLabel } from '../../../rules/expert/external-secret-reload-label';
import { cluster, table, withMetadata } from './support';
import { databaseRole } from './support/references';
import { external, named, ROTATED } from './support/rotation';

const labelled = (metadata: object | undefined, more: object = ROTATED) =>
  external({ target: { template: { metadata, data: {} } }, ...more });

const managed = cluster({ managed: { roles: [{ name: 'api', passwordSecret: { name: 'shop-db-app' } }] } });

table(externalSecretReloadLabel, [
  ['of an owner', [cluster(named('shop-db-app')), labelled(undefined)], ['the password of role "a"']],
  ['of a managed role', [managed, labelled({ labels: { a: 'b' } })], ['the password of role "api"']],
  [
    'of a role with an object of its own',
    [databaseRole({ passwordSecret: { name: 'shop-db-app' } }), labelled(undefined)],
    ['the password of role "reports"'],
  ],
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
