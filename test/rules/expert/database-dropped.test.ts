import { databaseDropped } from '../../../rules/expert/database-dropped';
import { table } from './support';
import { database } from './support/references';

table(databaseDropped, [
  ['delete', [database({ databaseReclaimPolicy: 'delete' })], ['the database is dropped']],
  ['absent', [database({ ensure: 'absent' })], ['drops the database and everything in it']],
  ['retain', [database({ databaseReclaimPolicy: 'retain', ensure: 'present' })], []],
]);
