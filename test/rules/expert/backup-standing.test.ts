import { backupStanding } from '../../../rules/expert/backup-standing';
import { application, table } from './support';
import { backup } from './support/backups';

table(backupStanding, [
  ['a Backup beside an Application', [backup({}), application('a', {})], ['a Backup is executed once']],
  ['a Backup alone', [backup({})], []],
]);
