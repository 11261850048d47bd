import { superuserEnabled } from '../../../rules/expert/superuser-enabled';
import { cluster, table } from './support';

table(superuserEnabled, [
  ['true', [cluster({ enableSuperuserAccess: true })], ['postgres gets a password']],
  ['by default', [cluster({})], []],
]);
