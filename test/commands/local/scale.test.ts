import { describe, expect, it } from 'vitest';
import { scale } from '../../../commands/local/scale';

describe('parameters on a laptop', () => {
  it.each<[string, string, string | undefined]>([
    ['shared_buffers', '2GB', '128MB'],
    ['shared_buffers', '262144', '128MB'],
    ['shared_buffers', '64MB', '64MB'],
    ['Shared_Buffers', '2GB', '128MB'],
    ['wal_buffers', '64MB', '16MB'],
    ['wal_buffers', '-1', '-1'],
    ['maintenance_work_mem', '512MB', '64MB'],
    ['max_wal_size', '32GB', '1GB'],
    ['wal_keep_size', '512MB', '0'],
    ['effective_io_concurrency', '200', undefined],
    ['huge_pages', 'on', undefined],
    ['effective_cache_size', '6GB', '6GB'],
    ['work_mem', '64MB', '64MB'],
    ['random_page_cost', '1.1', '1.1'],
    ['max_connections', '200', '200'],
    ['my.own', '1TB', '1TB'],
  ])('%s %s is %s', (name, value, used) => {
    const { parameters, notes } = scale(17, { [name]: value });
    expect(parameters).toEqual(used === undefined ? {} : { [name]: used });
    expect(notes).toHaveLength(used === value ? 0 : 1);
  });
});
