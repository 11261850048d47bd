import { describe, expect, it } from 'vitest';
import { chartScheduledBackup } from '../../../rules/expert/chart-scheduled-backup';
import { verdicts } from './support';
import { helmRelease } from './support/flux';
import { application } from './support/gitops';

const PLUGIN = { name: 'barman-cloud.cloudnative-pg.io' };
const backups = (more: object) => ({ backups: { enabled: true, method: 'plugin', ...more } });

describe('chart-scheduled-backup', () => {
  it.each<[string, object, string]>([
    ['the schedule of the chart', {}, 'with method barmanObjectStore'],
    ['backups that a text switches on', { enabled: 'true' }, 'with method barmanObjectStore'],
    ['"false", which is a text', { enabled: 'false' }, 'with method barmanObjectStore'],
    ['a schedule without a method', { scheduledBackups: [{ name: 'a' }] }, 'with method barmanObjectStore'],
    [
      'a schedule that names the plugin',
      { scheduledBackups: [{ name: 'a', method: 'plugin' }] },
      'without pluginConfiguration',
    ],
  ])('reports %s', (_, more, message) => {
    const found = verdicts(chartScheduledBackup, [helmRelease('cluster', backups(more))]);
    expect(found).toEqual([expect.objectContaining({ message: expect.stringContaining(message) })]);
  });

  it('reads the values of an Application, as text and as an object', () => {
    const source = (helm: object) => application({ source: { chart: 'cluster', targetRevision: '0.8.1', helm } });
    const values = 'backups: {enabled: true, method: plugin}';
    const paths = [source({ values }), source({ valuesObject: backups({}) })].map(
      (each) => verdicts(chartScheduledBackup, [each])[0]?.path,
    );
    expect(paths).toEqual(['spec.source.helm.values.backups.method', 'spec.source.helm.valuesObject.backups.method']);
  });

  it.each<[string, object]>([
    ['no schedule', backups({ scheduledBackups: [] })],
    ['a schedule of null, which Helm takes for none', backups({ scheduledBackups: null })],
    ['a schedule with its plugin', backups({ scheduledBackups: [{ method: 'plugin', pluginConfiguration: PLUGIN }] })],
    ['backups that are off', { backups: { enabled: false, method: 'plugin' } }],
    ['backups that an empty text leaves off', backups({ enabled: '' })],
    ['the method of the chart', { backups: { enabled: true } }],
  ])('takes %s', (_, values) => {
    expect(verdicts(chartScheduledBackup, [helmRelease('cluster', values)])).toEqual([]);
  });

  it('says nothing of other charts, and of schedules in values that it cannot read', () => {
    const elsewhere = helmRelease('cluster', backups({}));
    const spec = { ...elsewhere.spec, valuesFrom: [{ kind: 'Secret', name: 'values' }] };
    expect(verdicts(chartScheduledBackup, [{ ...elsewhere, spec }])).toEqual([]);
    expect(verdicts(chartScheduledBackup, [helmRelease('redis-cluster', backups({}))])).toEqual([]);
  });
});
