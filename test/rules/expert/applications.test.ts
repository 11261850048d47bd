import { join } from 'node:path';
import { expect, it } from 'vitest';
import { applications } from '../../../apps/index';
import { renderApplications } from '../../../commands/applications/render-applications';

const NOW = new Date('2026-07-15T00:00:00Z');

it('finds no error in our own applications', () => {
  const { violations } = renderApplications({
    applications,
    root: join(__dirname, '../../..'),
    outdir: 'dist',
    now: NOW,
  });
  const errors = violations.filter(({ severity, layer }) => layer === 'expert' && severity === 'error');
  expect(errors).toEqual([]);
});
