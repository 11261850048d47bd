import { readyWithoutBackup } from '../../../rules/expert/ready-without-backup';
import { archived, dependent, scheduledBackup, table } from './support';

const WAITS = ['it is Ready with all its data and without a backup until ScheduledBackup daily fires'];
const recovered = () => archived({ bootstrap: { recovery: { source: 'before' } } });
const metadata = { ...recovered().metadata, annotations: { 'cnpg-gitops/disposable': 'a copy, made every night' } };

table(readyWithoutBackup, [
  ['a recovered cluster that waits for its schedule', [recovered(), scheduledBackup({})], WAITS],
  ['a copied one', [archived({ bootstrap: { pg_basebackup: { source: 'a' } } }), scheduledBackup({})], WAITS],
  [
    'an imported one',
    [archived({ bootstrap: { initdb: { import: { type: 'monolith' } } } }), scheduledBackup({})],
    WAITS,
  ],
  ['a first backup at once', [recovered(), scheduledBackup({ immediate: true })], []],
  ['a Backup', [recovered(), scheduledBackup({}), dependent('Backup', 'once', { method: 'plugin' })], []],
  ['no schedule, which is another rule', [recovered()], []],
  ['an empty cluster, which is another rule', [archived({ bootstrap: { initdb: {} } }), scheduledBackup({})], []],
  ['data that need not be recovered', [{ ...recovered(), metadata }, scheduledBackup({})], []],
]);
