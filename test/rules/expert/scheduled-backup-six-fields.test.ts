import { describe, expect, it } from 'vitest';
import { scheduledBackupSixFields } from '../../../rules/expert/scheduled-backup-six-fields';
import { scheduledBackup, verdicts } from './support';
import { helmRelease } from './support/flux';
import { application } from './support/gitops';

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

  const schedules = (schedule: string) => ({ backups: { scheduledBackups: [{ name: 'a' }, { schedule }] } });
  const FIVE = '0 2 * * *';

  it.each([
    ['a HelmRelease', helmRelease('cluster', schedules(FIVE)), 'spec.values'],
    ['a HelmRelease of a chart around it', helmRelease('./app', { cluster: schedules(FIVE) }), 'spec.values.cluster'],
    [
      'an Application',
      application({ source: { chart: 'cluster', targetRevision: '0.8.1', helm: { valuesObject: schedules(FIVE) } } }),
      'spec.source.helm.valuesObject',
    ],
    [
      'an Application of a chart around it',
      application({ source: { path: 'app', helm: { valuesObject: { cluster: schedules(FIVE) } } } }),
      'spec.source.helm.valuesObject.cluster',
    ],
    [
      'a file of a chart around it',
      { apiVersion: 'helm.sh/v3', kind: 'Values', metadata: { name: 'app' }, values: { pg: schedules(FIVE) } },
      'values.pg',
    ],
  ])('reads the values of the chart cluster in %s', (_, manifest, path) => {
    const found = verdicts(scheduledBackupSixFields, [manifest]);
    expect(found.map((each) => each.path)).toEqual([`${path}.backups.scheduledBackups[1].schedule`]);
    const right = JSON.parse(JSON.stringify(manifest).replace(FIVE, `0 ${FIVE}`));
    expect(verdicts(scheduledBackupSixFields, [right])).toEqual([]);
  });

  it('knows the chart by the OCIRepository of its release', () => {
    const { spec, ...release } = helmRelease('', schedules(FIVE));
    const ofOci = { ...release, spec: { chartRef: { kind: 'OCIRepository', name: 'pg' }, values: spec.values } };
    const oci = (url: string) => ({
      apiVersion: 'source.toolkit.fluxcd.io/v1',
      kind: 'OCIRepository',
      metadata: { name: 'pg', namespace: 'shop' },
      spec: { url, ref: { tag: '0.8.1' } },
    });
    const found = (url: string) => verdicts(scheduledBackupSixFields, [ofOci, oci(url)]);
    expect(found('oci://ghcr.io/cloudnative-pg/charts/cluster')).toHaveLength(1);
    expect(found('oci://ghcr.io/example/charts/redis')).toEqual([]);
  });

  it('says nothing of the schedules of other charts', () => {
    expect(verdicts(scheduledBackupSixFields, [helmRelease('redis', schedules(FIVE))])).toEqual([]);
    expect(verdicts(scheduledBackupSixFields, [helmRelease('app', { postgres: schedules(FIVE) })])).toEqual([]);
  });
});
