import { describe, expect, it } from 'vitest';
import { memoryWorkMem } from '../../../rules/expert/memory-work-mem';
import { cluster, verdicts } from './support';

describe('memory-work-mem', () => {
  const spec = (memory: string | undefined, parameters: Record<string, unknown>) => ({
    resources: { limits: { memory } },
    postgresql: { parameters },
  });
  const RECORDED = { max_connections: '200', shared_buffers: '2GB', work_mem: '64MB', maintenance_work_mem: '512MB' };

  it('prints the sum', () => {
    expect(verdicts(memoryWorkMem, [cluster(spec('8Gi', RECORDED))])).toEqual([
      {
        path: 'spec.postgresql.parameters.work_mem',
        message:
          '200 connections × 64 MiB work_mem + 2048 MiB shared_buffers + 3 workers × 512 MiB maintenance_work_mem = 16384 MiB, above the limit of 8192 MiB',
        fix: 'set work_mem to at most 23MB, lower max_connections behind a Pooler, or raise the limit',
      },
    ]);
  });

  it.each<[string, string | undefined, Record<string, unknown>, number]>([
    ['the largest work_mem that it names as a fix', '8Gi', { ...RECORDED, work_mem: '23MB' }, 0],
    ['one more', '8Gi', { ...RECORDED, work_mem: '24MB' }, 1],
    ['no limit', undefined, RECORDED, 0],
    ["PostgreSQL's defaults (720 MiB) in 720Mi", '720Mi', {}, 0],
    ["PostgreSQL's defaults in 719Mi", '719Mi', {}, 1],
    [
      'numbers in the own units of the parameters',
      '1Gi',
      { work_mem: '4096', shared_buffers: '16384', maintenance_work_mem: '65536' },
      0,
    ],
    ['a value that cannot be read', '1Gi', { ...RECORDED, work_mem: '64Mi' }, 0],
    ['a number of connections that cannot be read', '1Gi', { ...RECORDED, max_connections: 'many' }, 0],
  ])('judges %s', (_, memory, parameters, count) => {
    expect(verdicts(memoryWorkMem, [cluster(spec(memory, parameters))])).toHaveLength(count);
  });

  it('does not propose a work_mem where shared_buffers alone is too large', () => {
    expect(verdicts(memoryWorkMem, [cluster(spec('1Gi', RECORDED))])[0]?.fix).toBe(
      'lower shared_buffers, lower max_connections behind a Pooler, or raise the limit',
    );
  });
});
