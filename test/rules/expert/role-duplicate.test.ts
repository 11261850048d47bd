import { roleDuplicate } from '../../../rules/expert/role-duplicate';
import { cluster, dependent, table } from './support';

const role = (object: string, name = 'api') => dependent('DatabaseRole', object, { name });
const managed = (name: string) => cluster({ managed: { roles: [{ name }] } });

table(roleDuplicate, [
  ['an entry of the Cluster', [managed('api'), role('a')], ['"api" is also in managed.roles of Cluster shop-db']],
  ['the second object', [cluster({}), role('b'), role('a')], ['DatabaseRole a declares "api"']],
  ['other roles', [managed('other'), role('a'), role('b', 'reports')], []],
  ['another cluster', [managed('other'), cluster({}, 'x'), role('a')], []],
  ['a Cluster that is not in the run', [role('a'), role('b')], []],
]);
