import { expect, it } from 'vitest';
import { Schedule } from '../../../constructs/index';
import { cluster, store } from '../support/cluster';
import { at, only, refused, render } from '../support/render';

it('is taken beside base backups in the object store, by a schedule of its own', () => {
  const manifests = render((folder) => {
    const db = cluster(folder, {
      archive: store(folder),
      volumeSnapshots: { className: 'ebs', snapshotOwnerReference: 'none' },
    });
    db.addScheduledBackup('Daily', { name: 'daily', schedule: Schedule.daily({ hour: 2 }) });
    db.addScheduledBackup('Snapshots', {
      name: 'six-hourly',
      schedule: Schedule.cron('0 0 */6 * * *'),
      method: 'volumeSnapshot',
    });
  });
  expect(refused(manifests)).toEqual([]);
  expect(at(only(manifests, 'Cluster'), 'spec.backup.volumeSnapshot')).toEqual({
    className: 'ebs',
    online: true,
    snapshotOwnerReference: 'none',
  });
  const methods = manifests.filter(({ kind }) => kind === 'ScheduledBackup').map(({ spec }) => at(spec, 'method'));
  expect(methods).toEqual(['plugin', 'volumeSnapshot']);
});

it('needs to be allowed by the cluster', () => {
  const build = () =>
    render((folder) => {
      const schedule = Schedule.daily({ hour: 2 });
      cluster(folder).addScheduledBackup('Daily', { name: 'daily', schedule, method: 'volumeSnapshot' });
    });
  expect(build).toThrow('has no `volumeSnapshots`, so its backups would fail');
});
