import { expect, test } from 'vitest';
import { validate } from '../../../rules';
import { archived, type cnpg, scheduledBackup } from './support';
import { annotated, disposable, pluginSchedule } from './support/no-backup';

const promising = (annotations: Record<string, string>) =>
  annotated(archived({ postgresql: { parameters: { archive_timeout: '60s' } } }), {
    'cnpg-gitops/objectives': '{"rpo":{"disaster":"5m"}}',
    ...annotations,
  });

const errors = (...objects: ReturnType<typeof cnpg>[]) =>
  validate(objects).flatMap(({ rule, message }) => (rule === 'objective-rpo-disaster' ? [message] : []));

test('objectives that promise recovery make errors of it', () => {
  expect(errors(promising({}))).toEqual([expect.stringContaining('no active ScheduledBackup takes base backups')]);
  expect(errors(promising({}), scheduledBackup({ suspend: true }))).toHaveLength(1);
  expect(errors(promising({}), pluginSchedule)).toEqual([]);
  expect(errors(promising(disposable), pluginSchedule)).toEqual([
    expect.stringContaining('its data need not be recovered'),
  ]);
});
