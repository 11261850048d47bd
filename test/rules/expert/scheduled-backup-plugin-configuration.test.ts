import { describe, expect, it } from 'vitest';
import { scheduledBackupPluginConfiguration } from '../../../rules/expert/scheduled-backup-plugin-configuration';
import { BARMAN, cluster, scheduledBackup, verdicts } from './support';

describe('scheduled-backup-plugin-configuration', () => {
  const archived = cluster({ plugins: [{ name: BARMAN, isWALArchiver: true }] });
  const inTree = cluster({ backup: { barmanObjectStore: { destinationPath: 's3://b' } } });

  it.each<[string, Record<string, unknown>, object[], string]>([
    ['a plugin without configuration', { method: 'plugin' }, [], 'method is plugin without pluginConfiguration.name'],
    [
      'a plugin with an empty name',
      { method: 'plugin', pluginConfiguration: { name: '' } },
      [],
      'method is plugin without pluginConfiguration.name',
    ],
    [
      'no method on a cluster with the plugin',
      {},
      [archived],
      'method is missing, which means barmanObjectStore, but Cluster shop-db backs up through',
    ],
    [
      'the old method on a cluster with the plugin',
      { method: 'barmanObjectStore' },
      [archived],
      'method is barmanObjectStore, but',
    ],
    [
      'another plugin than the cluster has',
      { method: 'plugin', pluginConfiguration: { name: 'x' } },
      [archived],
      `plugin "x" is not one of the plugins of Cluster shop-db (${BARMAN})`,
    ],
    ['a plugin on a cluster without any', { method: 'plugin', pluginConfiguration: { name: 'x' } }, [inTree], '(none)'],
  ])('refuses %s', (_, spec, others, message) => {
    expect(verdicts(scheduledBackupPluginConfiguration, [scheduledBackup(spec), ...others])).toEqual([
      expect.objectContaining({ message: expect.stringContaining(message) }),
    ]);
  });

  it.each<[string, Record<string, unknown>, object[]]>([
    ['the plugin of the cluster', { method: 'plugin', pluginConfiguration: { name: BARMAN } }, [archived]],
    ['a plugin where the cluster is not part of the run', { method: 'plugin', pluginConfiguration: { name: 'x' } }, []],
    ['no method where the cluster is not part of the run', {}, []],
    ['no method on an in-tree cluster', {}, [inTree]],
    ['snapshots on a cluster with the plugin', { method: 'volumeSnapshot' }, [archived]],
    [
      'no method on a cluster whose plugin is switched off',
      {},
      [cluster({ plugins: [{ name: BARMAN, enabled: false }] })],
    ],
  ])('takes %s', (_, spec, others) => {
    expect(verdicts(scheduledBackupPluginConfiguration, [scheduledBackup(spec), ...others])).toEqual([]);
  });
});
