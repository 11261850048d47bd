import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ParametersFor } from '../../../imports/parameters/index';
import { checkParameter, inBytes } from '../../../manifests/postgres/parameters';
import { POSTGRES_MAJORS } from '../../../values/cnpg/image';
import { Quantity } from '../../../values/kubernetes/quantity';
import { type TunedParameters, tune } from '../../../values/postgres/tune';

const gibibytes = (amount: number) => Quantity.parse(`${amount}Gi`);
const storage = { size: gibibytes(100) };
const bytes = (name: string, value: string) => inBytes('17', name, value) ?? Number.NaN;

describe('tune', () => {
  it('makes of 8 GiB and 4 cores for transactions', () => {
    expect(tune('oltp', { memory: gibibytes(8), cpu: Quantity.parse('4') }, storage)).toEqual({
      checkpoint_timeout: '15min',
      effective_cache_size: '5734MB',
      maintenance_work_mem: '256MB',
      max_connections: '200',
      max_parallel_maintenance_workers: '2',
      max_parallel_workers: '4',
      max_parallel_workers_per_gather: '1',
      max_wal_size: '4096MB',
      min_wal_size: '1024MB',
      random_page_cost: '1.1',
      shared_buffers: '2048MB',
      wal_compression: 'on',
      work_mem: '4MB',
    });
  });

  it('fits the types of every major', () => {
    const tuned: TunedParameters = tune('oltp', { memory: gibibytes(8), cpu: Quantity.parse('4') }, storage);
    const parameters: readonly [ParametersFor<'14'>, ParametersFor<'18'>] = [{ ...tuned }, { ...tuned }];
    expect(parameters[0]).toEqual(parameters[1]);
  });

  it('gives large queries more memory, cores and statistics, and leaves the cost of a disk alone', () => {
    const disk = { ...storage, media: 'disk' } as const;
    const tuned = tune('analytics', { memory: gibibytes(64), cpu: Quantity.parse('15500m') }, disk);
    expect(tuned).toMatchObject({
      default_statistics_target: '500',
      max_connections: '40',
      max_parallel_workers: '15',
      max_parallel_workers_per_gather: '7',
      maintenance_work_mem: '1024MB',
      shared_buffers: '16384MB',
      max_wal_size: '10240MB',
      work_mem: '208MB',
    });
    expect(tuned).not.toHaveProperty('random_page_cost');
  });

  it('takes a smaller part of a small memory, and fewer connections', () => {
    const tuned = tune('mixed', { memory: Quantity.parse('512Mi'), cpu: Quantity.parse('250m') }, storage);
    expect(tuned).toMatchObject({ shared_buffers: '76MB', max_connections: '32', max_parallel_workers: '1' });
  });

  it('measures WAL by its own volume', () => {
    const tuned = tune(
      'oltp',
      { memory: gibibytes(8), cpu: Quantity.parse('4') },
      { ...storage, walSize: gibibytes(2) },
    );
    expect(tuned).toMatchObject({ max_wal_size: '1024MB', min_wal_size: '256MB' });
  });

  it.each([
    ['memory', { memory: Quantity.parse('128Mi') }, storage, 'memory is 128Mi: give at least 256Mi'],
    ['WAL', {}, { size: gibibytes(1) }, 'storage for WAL is 1Gi: give at least 1280Mi'],
    [
      'WAL volume',
      {},
      { ...storage, walSize: Quantity.parse('200Mi') },
      'storage for WAL is 200Mi: give at least 256Mi',
    ],
    [
      'a connection',
      { memory: gibibytes(1), maxConnections: 5000 },
      storage,
      'memory for 5000 connections is 1Gi: give at least 3126Mi',
    ],
    ['connections', { maxConnections: 0 }, storage, 'maxConnections is 0: give a whole number of at least 1'],
  ])('refuses too little for %s', (_, resources, volumes, message) => {
    expect(() => tune('oltp', { memory: gibibytes(4), cpu: Quantity.parse('1'), ...resources }, volumes)).toThrow(
      message,
    );
  });

  it('stays within memory and volumes, and is taken by every major', () => {
    const input = fc.record({
      profile: fc.constantFrom('oltp' as const, 'mixed' as const, 'analytics' as const),
      memory: fc.integer({ min: 256, max: 2 ** 20 }),
      cpu: fc.integer({ min: 50, max: 128_000 }),
      size: fc.integer({ min: 1280, max: 2 ** 26 }),
      walSize: fc.option(fc.integer({ min: 256, max: 2 ** 22 }), { nil: undefined }),
    });
    fc.assert(
      fc.property(input, ({ profile, memory, cpu, size, walSize }) => {
        const wal = walSize === undefined ? {} : { walSize: Quantity.parse(`${walSize}Mi`) };
        const resources = { memory: Quantity.parse(`${memory}Mi`), cpu: Quantity.parse(`${cpu}m`) };
        const volumes = { size: Quantity.parse(`${size}Mi`), ...wal };
        fc.pre(fits(profile, resources, volumes));
        const tuned = tune(profile, resources, volumes);
        for (const major of POSTGRES_MAJORS) {
          for (const [name, value] of Object.entries(tuned))
            expect([name, checkParameter(major, name, value)]).toEqual([name, undefined]);
        }
        expect(Number(tuned.max_parallel_workers)).toBeLessThanOrEqual(24);
        expect(Number(tuned.max_parallel_workers_per_gather)).toBeLessThanOrEqual(Number(tuned.max_parallel_workers));
        const all = memory * 2 ** 20;
        const processes = Number(tuned.max_connections) + Number(tuned.max_parallel_workers);
        const shared = bytes('shared_buffers', tuned.shared_buffers);
        const work = 2 * processes * bytes('work_mem', tuned.work_mem);
        const maintenance = 3 * bytes('maintenance_work_mem', tuned.maintenance_work_mem);
        expect(shared).toBeLessThanOrEqual(all / 4);
        expect(shared + work + maintenance).toBeLessThanOrEqual(0.75 * all);
        expect(bytes('effective_cache_size', tuned.effective_cache_size)).toBeLessThanOrEqual(0.75 * all);
        const most = bytes('max_wal_size', tuned.max_wal_size);
        expect(bytes('min_wal_size', tuned.min_wal_size)).toBeLessThan(most);
        expect(most).toBeLessThanOrEqual((walSize ?? size) * 2 ** 19);
      }),
      { numRuns: 200 },
    );
  });
});

/** 128 cores on 256 MiB leave less than the least work_mem to each. */
function fits(...given: Parameters<typeof tune>): boolean {
  try {
    return tune(...given) !== undefined;
  } catch (error) {
    expect(String(error)).toMatch(/memory for \d+ connections/);
    return false;
  }
}
