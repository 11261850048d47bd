import { describe, expect, it } from 'vitest';
import {
  Backup,
  PostgresCluster,
  type PostgresClusterProps,
  Schedule,
  ScheduledBackup,
  type ScheduledBackupOptions,
} from '../../../constructs/index';
import { cluster, store } from '../support/cluster';
import { at, only, refused, render } from '../support/render';

const least: ScheduledBackupOptions = { name: 'daily-backup', schedule: Schedule.daily({ hour: 2 }) };
const barman = { name: 'barman-cloud.cloudnative-pg.io' };

function scheduled(options: Partial<ScheduledBackupOptions> = {}, props: Partial<PostgresClusterProps> = {}) {
  return render((folder) =>
    cluster(folder, { archive: store(folder), ...props }).addScheduledBackup('Daily', { ...least, ...options }),
  );
}

describe('a scheduled backup', () => {
  it('with minimal options', () => {
    const manifests = scheduled();
    expect(only(manifests, 'ScheduledBackup')).toEqual({
      apiVersion: 'postgresql.cnpg.io/v1',
      kind: 'ScheduledBackup',
      metadata: { name: 'daily-backup', namespace: 'shop' },
      spec: {
        cluster: { name: 'orders-db' },
        schedule: '0 0 2 * * *',
        method: 'plugin',
        pluginConfiguration: barman,
        immediate: true,
        suspend: false,
        backupOwnerReference: 'cluster',
      },
    });
    expect(refused(manifests)).toEqual([]);
  });

  it('with all options', () => {
    const manifests = scheduled(
      {
        schedule: Schedule.cron('0 30 1 * * SUN'),
        method: 'volumeSnapshot',
        immediate: false,
        suspend: true,
        backupOwnerReference: 'self',
        target: 'primary',
        labels: { team: 'orders' },
        spec: { online: false, onlineConfiguration: { immediateCheckpoint: true } },
      },
      { volumeSnapshots: {} },
    );
    expect(only(manifests, 'ScheduledBackup').metadata.labels).toEqual({ team: 'orders' });
    expect(only(manifests, 'ScheduledBackup').spec).toEqual({
      cluster: { name: 'orders-db' },
      schedule: '0 30 1 * * SUN',
      method: 'volumeSnapshot',
      immediate: false,
      suspend: true,
      backupOwnerReference: 'self',
      target: 'primary',
      online: false,
      onlineConfiguration: { immediateCheckpoint: true },
    });
    // `{}` alone would be an empty map, and drift.
    expect(at(only(manifests, 'Cluster'), 'spec.backup.volumeSnapshot')).toEqual({
      online: true,
      snapshotOwnerReference: 'none',
    });
    expect(refused(manifests)).toEqual([]);
  });

  it.each<[Partial<ScheduledBackupOptions>, Partial<PostgresClusterProps>, string]>([
    [{}, { archive: undefined }, 'has no `archive`, so there is no store that a backup could go to'],
    [{ method: 'volumeSnapshot' }, {}, 'has no `volumeSnapshots`, so its backups would fail'],
    [{ name: 's'.repeat(64) }, {}, 'has 64 characters: at most 63 are allowed'],
  ])('is refused with %o', (options, props, message) => {
    expect(() => scheduled(options, props)).toThrow(message);
  });

  it('may have a name of 63 characters', () => {
    expect(only(scheduled({ name: 's'.repeat(63) }), 'ScheduledBackup').metadata.name).toHaveLength(63);
  });
});

describe('a backup', () => {
  it('is one base backup into the object store', () => {
    const manifests = render((folder) => cluster(folder, { archive: store(folder) }).addBackup('Now', { name: 'now' }));
    expect(only(manifests, 'Backup')).toEqual({
      apiVersion: 'postgresql.cnpg.io/v1',
      kind: 'Backup',
      metadata: { name: 'now', namespace: 'shop' },
      spec: { cluster: { name: 'orders-db' }, method: 'plugin', pluginConfiguration: barman },
    });
    expect(refused(manifests)).toEqual([]);
  });

  it('takes all options', () => {
    const manifests = render((folder) =>
      cluster(folder, { volumeSnapshots: {} }).addBackup('Now', {
        name: 'now',
        method: 'volumeSnapshot',
        target: 'primary',
        spec: { online: true },
      }),
    );
    expect(only(manifests, 'Backup').spec).toEqual({
      cluster: { name: 'orders-db' },
      method: 'volumeSnapshot',
      target: 'primary',
      online: true,
    });
  });

  it.each(['plugin', 'volumeSnapshot'] as const)('by %s needs a cluster that is configured for it', (method) => {
    expect(() => render((folder) => cluster(folder).addBackup('Now', { name: 'now', method }))).toThrow(
      method === 'plugin' ? 'has no `archive`' : 'has no `volumeSnapshots`',
    );
  });
});

it('backs up a cluster that is declared elsewhere, whose configuration nobody knows', () => {
  const manifests = render((folder) => {
    const orders = PostgresCluster.fromClusterName(folder, 'Orders', {
      name: 'orders-db',
      namespace: 'b',
      database: 'd',
    });
    new ScheduledBackup(folder, 'Daily', { ...least, cluster: orders });
    new Backup(folder, 'Now', { name: 'now', method: 'volumeSnapshot', cluster: orders });
  });
  expect(manifests.map(({ kind, metadata }) => [kind, metadata.namespace])).toEqual([
    ['ScheduledBackup', 'b'],
    ['Backup', 'b'],
  ]);
});
