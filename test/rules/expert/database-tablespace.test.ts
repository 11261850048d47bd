import { databaseTablespace } from '../../../rules/expert/database-tablespace';
import { cluster, table } from './support';
import { database, tablespaces } from './support/references';

table(databaseTablespace, [
  ['an unknown one', [cluster(tablespaces), database({ tablespace: 'slow' })], ['has no tablespace "slow", only fast']],
  ['none at all', [cluster({}), database({ tablespace: 'slow' })], ['only none']],
  [
    "PostgreSQL's own and a declared one",
    [cluster(tablespaces), database({ tablespace: 'pg_default' }), database({ tablespace: 'fast' }, 'e')],
    [],
  ],
]);
