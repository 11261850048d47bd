import { argoSyncWindowFields } from '../../../rules/expert/argo-sync-window-fields';
import { application, table } from './support';

const windows = (...schedules: unknown[]) => ({
  ...application('shop', { syncWindows: schedules.map((schedule) => ({ kind: 'deny', schedule, duration: '1h' })) }),
  kind: 'AppProject',
});

table(argoSyncWindowFields, [
  ['six and one', [windows('0 0 8 * * *', '0 8 * * *', '@daily')], ['has 6 fields', '"@daily" has one field']],
  ['five', [windows('0 8 * * 1-5', '30  22 * * *')], []],
  ['none', [windows(undefined)], []],
]);
