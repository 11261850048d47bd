import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { validate } from '../../../rules/engine/validate';

// What CNPG's own chart `cluster` 0.8.1 makes of reasonable values, rewritten with the same faults.
function faults(file: string): Map<string, string[]> {
  const yaml = readFileSync(join(__dirname, `../../fixtures/peer-chart/${file}`), 'utf8');
  const found = new Map<string, string[]>();
  for (const { rule, kind, severity } of validate(yaml)) {
    if (severity !== 'info') found.set(rule, [...(found.get(rule) ?? []), `${kind}`]);
  }
  return found;
}

describe('the chart with backups through the plugin', () => {
  const found = faults('plugin.yaml');

  it.each([
    ['scheduled-backup-plugin-configuration', ['ScheduledBackup']],
    ['argo-hook', ['ObjectStore']],
    ['backup-owner-self', ['ScheduledBackup']],
    ['image-floating', ['Cluster']],
    ['superuser-enabled', ['Cluster']],
    ['synchronous-missing', ['Cluster']],
  ])('shows %s', (rule, kinds) => expect(found.get(rule)).toEqual(kinds));

  it('passes a schedule of five fields on', () => {
    expect(found.get('scheduled-backup-six-fields')).toContain('ScheduledBackup');
  });
});

describe('the chart with a recovery', () => {
  const found = faults('recovery.yaml');

  it.each([
    ['scheduled-backup-plugin-configuration', ['ScheduledBackup']],
    ['recovery-archive-same', ['Cluster']],
    ['recovery-target-zone', ['Cluster']],
    ['argo-hook', ['ObjectStore', 'ObjectStore']],
  ])('shows %s', (rule, kinds) => expect(found.get(rule)).toEqual(kinds));
});

it('shows what its templates leave empty', () => {
  const yaml = readFileSync(join(__dirname, '../../fixtures/peer-chart/plugin.yaml'), 'utf8');
  const messages = validate(yaml).flatMap(({ rule, message }) => (rule === 'empty-field' ? [message] : []));
  expect(messages).toEqual([expect.stringContaining('spec.postgresql (and spec.bootstrap.initdb) is empty')]);
});
