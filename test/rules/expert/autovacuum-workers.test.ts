import { autovacuumWorkers } from '../../../rules/expert/autovacuum-workers';
import { parameters, table } from './support';

const on18 = (given: Record<string, unknown>) =>
  parameters(given, { imageName: 'ghcr.io/cloudnative-pg/postgresql:18.1-standard-trixie' });

table(autovacuumWorkers, [
  [
    'more workers than slots',
    [on18({ autovacuum_max_workers: '20' })],
    ['autovacuum_worker_slots is 16: at most 16 run'],
  ],
  [
    'more workers than the slots that are given',
    [on18({ autovacuum_max_workers: '5', autovacuum_worker_slots: '4' })],
    ['at most 4 run'],
  ],
  ['as many as slots', [on18({ autovacuum_max_workers: '20', autovacuum_worker_slots: '20' })], []],
  ['fewer slots, and workers by default', [on18({ autovacuum_worker_slots: '2' })], []],
  ['a major without slots', [parameters({ autovacuum_max_workers: '20' })], []],
]);
