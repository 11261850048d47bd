import { nameMissing } from '../../../rules/expert/name-missing';
import { cnpg, table } from './support';

const of = (kind: string, spec: unknown) => [{ ...cnpg(kind, 'a', {}), spec }];
const CLUSTER = { cluster: { name: 'shop-db' } };

table(nameMissing, [
  ['a Database of nobody', of('Database', { name: 'a', ...CLUSTER }), ['is missing, which the API server accepts']],
  ['an empty spec', of('Database', {}), ['is missing', 'is missing', 'is missing']],
  ['an empty name', of('Database', { name: '', owner: 'a', ...CLUSTER }), ['is empty, which the API server accepts']],
  ['a null', of('Database', { name: 'a', owner: null, ...CLUSTER }), ['is missing']],
  ['a Backup of nothing', of('Backup', {}), ['is missing']],
  ['a schedule of nothing', of('ScheduledBackup', { schedule: '0 0 2 * * *', cluster: {} }), ['is missing']],
  ['a Pooler of a Cluster without a name', of('Pooler', { cluster: {} }), ['is missing']],
  ['a Pooler without a Cluster, which the schema says', of('Pooler', {}), []],
  ['a Publication without names, which the schema says', of('Publication', CLUSTER), []],
  ['an empty publication', of('Publication', { name: '', dbname: 'a', ...CLUSTER }), ['is empty']],
  ['a DatabaseRole of a Cluster without a name', of('DatabaseRole', { name: 'a', cluster: {} }), ['is missing']],
  ['all of them', of('Database', { name: 'a', owner: 'b', ...CLUSTER }), []],
  ['no strings, which the schema says', of('Database', { name: 5, owner: true, cluster: { name: [] } }), []],
]);
