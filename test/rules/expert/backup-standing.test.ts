import { backupStanding } from '../../../rules/expert/backup-standing';
import { application, table } from './support';
import { backup } from './support/backups';
import { kustomization } from './support/flux';

table(backupStanding, [
  ['a Backup beside an Application', [backup({}), application('a', {})], ['a Backup is executed once']],
  ['a Backup beside a Kustomization', [backup({}), kustomization({})], ['but Flux would keep it']],
  ['a Backup alone', [backup({})], []],
]);
