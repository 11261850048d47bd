import { describe, expect, it } from 'vitest';
import { chartArchivePath } from '../../../rules/expert/chart-archive-path';
import { verdicts } from './support';
import { helmRelease } from './support/flux';

const judged = (backups: object) => verdicts(chartArchivePath, [helmRelease('cluster', { backups })]);

describe('chart-archive-path', () => {
  it.each([
    [{ enabled: true, s3: { bucket: 'one', path: 'x' } }, 's3', /bucket "one" without a slash: .* to "onex"/],
    [{ enabled: 'true', s3: { bucket: 'one', path: 'x' } }, 's3', /"onex"/],
    [{ enabled: 'false', s3: { bucket: 'one', path: 'x' } }, 's3', /"onex"/],
    [{ enabled: 1, s3: { bucket: 'one', path: 'x' } }, 's3', /"onex"/],
    [{ enabled: true, provider: 'google', google: { bucket: 'one', path: 'x' } }, 'google', /"onex"/],
    [{ enabled: true, provider: 'azure', azure: { containerName: 'one', path: 'x' } }, 'azure', /containerName "one"/],
  ])('reports %j', (backups, provider, message) => {
    expect(judged(backups)).toEqual([
      expect.objectContaining({
        path: `spec.values.backups.${provider}.path`,
        message: expect.stringMatching(message),
        fix: `set backups.${provider}.path to "/x"`,
      }),
    ]);
  });

  it.each([
    { enabled: true, s3: { bucket: 'one', path: '/x' } },
    { enabled: true, s3: { bucket: 'one' } },
    { enabled: true, s3: { bucket: 'one', path: '' } },
    { enabled: true, s3: { bucket: 'one/', path: 'x' } },
    { enabled: true, s3: { bucket: 'one', path: '{{ .Values.folder }}' } },
    { enabled: true, s3: { path: 'x' } },
    { enabled: true, destinationPath: 's3://one/x', s3: { bucket: 'one', path: 'x' } },
    { enabled: false, s3: { bucket: 'one', path: 'x' } },
    { enabled: '', s3: { bucket: 'one', path: 'x' } },
    { enabled: 0, s3: { bucket: 'one', path: 'x' } },
    { enabled: null, s3: { bucket: 'one', path: 'x' } },
    { enabled: `\${BACKUPS}`, s3: { bucket: 'one', path: 'x' } },
  ])('takes %j', (backups) => {
    expect(judged(backups)).toEqual([]);
  });
});
