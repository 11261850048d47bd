import { describe, expect, it } from 'vitest';
import { InputError, ObjectStore, type PostgresClusterProps, S3Credentials } from '../../constructs/index';
import { cluster, specOf } from './support/cluster';
import { at, render } from './support/render';

describe('a cluster refuses implausible amounts', () => {
  it.each<[string, Partial<PostgresClusterProps>, string]>([
    [
      'half a byte',
      { resources: { limits: { memory: '512m' } } },
      'resources.limits.memory: 512m of memory is 0.512 bytes; 512Mi was probably meant',
    ],
    [
      'cores by the thousand million',
      { resources: { requests: { cpu: '2Gi' } } },
      'resources.requests.cpu: 2Gi of cpu is 2147483648 cores; 2 or 2000m was probably meant',
    ],
    ['twenty bytes', { storage: { size: '20' } }, '20 of storage is 20 bytes; 20Gi was probably meant'],
    ['a number', { storage: { size: 20 as never } }, '20Gi was probably meant'],
    ['a small WAL volume', { walStorage: { size: '5' } }, '5Gi was probably meant'],
    [
      'a request above its limit',
      { resources: { requests: { memory: '2Gi' }, limits: { memory: '1Gi' } } },
      'resources: memory requests 2Gi and has a limit of 1Gi',
    ],
    [
      'a misspelt resource',
      { resources: { limits: { memroy: '1Gi' } } },
      '"resources.limits.memroy" is not known; write "memory"',
    ],
  ])('%s', (_, props, message) => {
    const make = () => render((folder) => cluster(folder, props));
    expect(make).toThrow(InputError);
    expect(make).toThrow(`shop--database/Database: `);
    expect(make).toThrow(message);
  });

  it('takes what runs, and resources of others', () => {
    const limits = { memory: '536870912', cpu: '0.5', 'hugepages-2Mi': '64Mi', 'nvidia.com/gpu': '1' } as const;
    expect(at(specOf({ resources: { limits } }), 'resources.limits')).toEqual({
      memory: '536870912',
      cpu: '500m',
      'hugepages-2Mi': '64Mi',
      'nvidia.com/gpu': '1',
    });
  });
});

it('an object store refuses them for the sidecar', () => {
  const make = () =>
    render((folder) => {
      new ObjectStore(folder, 'Store', {
        name: 'a',
        destinationPath: 's3://a/b',
        credentials: S3Credentials.inherit(),
        sidecarResources: { limits: { memory: '256m' } },
      });
    });
  expect(make).toThrow('shop--database/Store: resources.limits.memory: 256m of memory is 0.256 bytes; 256Mi');
});

it('numbers and booleans are written as the texts that PostgreSQL reads', () => {
  const parameters = {
    max_connections: 200,
    random_page_cost: 1.1,
    jit: false,
    autovacuum: true,
    work_mem: '8MB',
  } as const;
  expect(at(specOf({ parameters }), 'postgresql.parameters')).toEqual({
    max_connections: '200',
    random_page_cost: '1.1',
    jit: 'off',
    autovacuum: 'on',
    work_mem: '8MB',
  });
  expect(() => specOf({ parameters: { max_connections: Number.NaN } })).toThrow('parameters.max_connections is NaN');
});
