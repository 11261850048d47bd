import { describe, expect, it } from 'vitest';
import { scheduledBackupNeverFires } from '../../../rules/expert/scheduled-backup-never-fires';
import { scheduledBackupPluginConfiguration } from '../../../rules/expert/scheduled-backup-plugin-configuration';
import { scheduledBackupSixFields } from '../../../rules/expert/scheduled-backup-six-fields';
import { scheduledBackupTooOften } from '../../../rules/expert/scheduled-backup-too-often';
import { BARMAN, cluster, scheduledBackup, verdicts } from './support';

describe('scheduled-backup-six-fields', () => {
  it('prints both readings and the fix in code and in YAML', () => {
    expect(verdicts(scheduledBackupSixFields, [scheduledBackup({ schedule: '0 2 * * *' })])).toEqual([
      {
        path: 'spec.schedule',
        message:
          '"0 2 * * *" has five fields: CNPG reads seconds first, so this runs every hour at minute 2, 24 times a day; in crontab it would run daily at 02:00:00 UTC',
        fix: 'Schedule.daily({ hour: 2 }), in YAML "0 0 2 * * *"',
      },
    ]);
  });

  it.each([
    ['*/5 * * * *', /so this runs every 5 seconds, 17280 times a day/, /"0 \*\/5 \* \* \* \*"/],
    ['0 2 * * 1', /24 times a day/, /Schedule\.weekly\(.*MON/],
    ['0 2 * * 0', /and refuses this; in crontab/, /"0 0 2 \* \* 0"|SUN/],
    ['61 2 * * *', /and refuses this$/, /six fields/],
  ])('judges %s', (schedule, message, fix) => {
    const [verdict, ...others] = verdicts(scheduledBackupSixFields, [scheduledBackup({ schedule })]);
    expect(verdict?.message).toMatch(message);
    expect(verdict?.fix).toMatch(fix);
    expect(others).toEqual([]);
  });

  it.each([
    [
      '0 2 * * * *',
      'every hour at minute 2, 24 times a day: it is crontab\'s "0 2 * * *"',
      '"0 0 2 * * *"; if every hour',
    ],
    ['30 5 * * * *', 'every hour at minute 5, second 30', '"0 30 5 * * *"'],
    ['30 0 * * * *', 'every hour at minute 0, second 30', '"0 30 0 * * *"'],
    ['0 2 * * 1 *', 'every hour at minute 2, in January', '"0 0 2 * * 1"'],
  ])('says of %s that a field was added at the wrong end', (schedule, message, fix) => {
    expect(verdicts(scheduledBackupSixFields, [scheduledBackup({ schedule })])).toEqual([
      {
        path: 'spec.schedule',
        message: expect.stringContaining(message),
        fix: expect.stringContaining(fix),
      },
    ]);
  });

  it.each(['0 0 * * * *', '0 30 * * * *', '0 15 * * * *', '0 2 0-23 * * *', '0 2 */2 * * *', '0 2 1 * * *', '@hourly'])(
    'takes %s for meant',
    (schedule) => {
      expect(verdicts(scheduledBackupSixFields, [scheduledBackup({ schedule })])).toEqual([]);
    },
  );

  it.each(['0 0 0 * *', '0 0 2 * * *', '@daily', '@every 24h', '0 2 * *', '', 'nonsense', 5])(
    'leaves %j to others',
    (schedule) => {
      expect(verdicts(scheduledBackupSixFields, [scheduledBackup({ schedule })])).toEqual([]);
    },
  );
});

describe('scheduled-backup-too-often', () => {
  it.each([
    ['0 */10 * * * *', '"0 */10 * * * *" runs 6 times within an hour, 144 times a day'],
    ['0 0,30 2 * * *', 'runs 2 times within an hour, 2 times a day'],
    ['*/5 0 2 * * *', 'runs 12 times within an hour, 12 times a day'],
    ['@every 30m', 'runs 2 times within an hour, 48 times a day'],
  ])('refuses %s', (schedule, message) => {
    expect(verdicts(scheduledBackupTooOften, [scheduledBackup({ schedule })])).toEqual([
      expect.objectContaining({ path: 'spec.schedule', message: expect.stringContaining(message) }),
    ]);
  });

  it.each([
    ['* 0 2 * * *', 'write "0 0 2 * * *" if that is meant, and run'],
    ['0 * 2 * * *', 'write "0 0 2 * * *"'],
    ['* * 2 * * 1', 'write "0 0 2 * * 1"'],
    ['0 */6 * * * *', 'write "0 0 */6 * * *"'],
    ['@every 30m', 'run at most once an hour'],
  ])('says what %s was meant to be', (schedule, fix) => {
    expect(verdicts(scheduledBackupTooOften, [scheduledBackup({ schedule })])).toEqual([
      expect.objectContaining({ fix: expect.stringContaining(fix) }),
    ]);
  });

  it.each(['0 0 * * * *', '@hourly', '@every 1h', '@daily', '0 2 * * *', '*/5 * * * *', 'x'])(
    'takes %s',
    (schedule) => {
      expect(verdicts(scheduledBackupTooOften, [scheduledBackup({ schedule })])).toEqual([]);
    },
  );
});

describe('scheduled-backup-never-fires', () => {
  it.each(['0 0 2 30 2 *', '0 0 2 31 4,6,9,11 *', '0 0 2 30 2'])('refuses %s', (schedule) => {
    expect(verdicts(scheduledBackupNeverFires, [scheduledBackup({ schedule })])).toEqual([
      expect.objectContaining({
        message: `"${schedule}" has no run in the next five years: none of its months has such a day`,
      }),
    ]);
  });

  it.each(['0 0 2 29 2 *', '0 0 2 31 * *', '@every 1000h', 'x'])('takes %s', (schedule) => {
    expect(verdicts(scheduledBackupNeverFires, [scheduledBackup({ schedule })])).toEqual([]);
  });
});

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
