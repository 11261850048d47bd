import { recoverySnapshotIncomplete } from '../../../rules/expert/recovery-snapshot-incomplete';
import { table } from './support';
import { recovery } from './support/recovery';

const snapshots = (fields: object, spec: Record<string, unknown>) => [
  recovery({ volumeSnapshots: { storage: { name: 'd' }, ...fields } }, spec),
];

table(recoverySnapshotIncomplete, [
  ['no WAL', snapshots({}, { walStorage: { size: '1Gi' } }), ['no snapshot for walStorage']],
  [
    'no tablespace',
    snapshots({ tablespaceStorage: { a: { name: 'a' } } }, { tablespaces: [{ name: 'a' }, { name: 'b' }] }),
    ['no snapshot for b'],
  ],
  ['all', snapshots({ walStorage: { name: 'w' } }, { walStorage: { size: '1Gi' } }), []],
]);
