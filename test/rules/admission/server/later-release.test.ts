import { describe, expect, it } from 'vitest';
import { admit } from '../../../../rules/admission';
import { DEFAULT_TARGET } from '../../../../values/cnpg/target';

const CNPG = 'postgresql.cnpg.io/v1';

function said(kind: string, spec: object, target: Partial<typeof DEFAULT_TARGET>, apiVersion = CNPG) {
  return admit({ apiVersion, kind, metadata: { name: 'a' }, spec }, { target: { ...DEFAULT_TARGET, ...target } })
    .filter(({ severity }) => severity === 'error')
    .map(({ path, message, fix }) => ({ path, message, fix }));
}

const cluster = { instances: 1, storage: { size: '1Gi' } };
const pooler = { cluster: { name: 'pg' }, pgbouncer: { poolMode: 'session' } };
const lease = { ...cluster, primaryLease: { leaseDurationSeconds: 20 } };

describe('a field of a later release', () => {
  it('names the release that has it, and both ways out', () => {
    expect(said('Cluster', lease, { operator: '1.28.0' })).toEqual([
      {
        path: 'spec.primaryLease',
        message:
          'is not a field of this kind in the version of the target: of the releases known here, 1.30.0 is the first that has it',
        fix: 'upgrade CloudNativePG from 1.28.0 to 1.30.0 or newer, or remove primaryLease',
      },
    ]);
    expect(said('Cluster', lease, { operator: '1.30.0' })).toEqual([]);
  });

  it.each<[string, object, string, string, string]>([
    ['Cluster', { ...cluster, podSelectorRefs: [] }, 'spec.podSelectorRefs', '1.28.4', '1.29.2'],
    ['Cluster', { ...cluster, serviceAccountName: 'a' }, 'spec.serviceAccountName', '1.28.0', '1.29.2'],
    [
      'Cluster',
      { ...cluster, postgresql: { extensions: [{ name: 'a', image: { reference: 'x' }, bin_path: [] }] } },
      'spec.postgresql.extensions[0].bin_path',
      '1.28.0',
      '1.28.4',
    ],
    ['Pooler', { ...pooler, monitoring: { tls: {} } }, 'spec.monitoring.tls', '1.29.2', '1.30.0'],
    [
      'ImageCatalog',
      { images: [{ major: 18, image: 'x:18.1' }], componentImages: [] },
      'spec.componentImages',
      '1.28.0',
      '1.28.4',
    ],
  ])('%s %o: %s', (kind, spec, path, operator, first) => {
    const [found, ...more] = said(kind, spec, { operator });
    expect(more).toEqual([]);
    expect(found?.path).toBe(path);
    expect(found?.message).toContain(`${first} is the first that has it`);
    expect(said(kind, spec, { operator: first })).toEqual([]);
  });

  it('is no excuse for a misspelled one', () => {
    const [found] = said('Cluster', { ...cluster, primaryLeese: {} }, { operator: '1.28.0' });
    expect(found?.message).toBe('is not a field of this kind');
  });
});

it('names the release that knows a value', () => {
  const store = { configuration: { destinationPath: 's3://a/', data: { compression: 'lz4' } } };
  const [found] = said('ObjectStore', store, { plugin: '0.11.0' }, 'barmancloud.cnpg.io/v1');
  expect(found).toEqual({
    path: 'spec.configuration.data.compression',
    message: '"lz4" is not one of bzip2, gzip, snappy: of the releases known here, 0.14.0 is the first that has it',
    fix: 'use one of bzip2, gzip, snappy, or upgrade the Barman Cloud plugin from 0.11.0 to 0.14.0 or newer',
  });
  const extensions = [{ name: 'pg_ivm', image: { reference: 'x' } }];
  const [ivm] = said('Cluster', { ...cluster, postgresql: { extensions } }, { operator: '1.28.0' });
  expect(ivm).toMatchObject({ path: 'spec.postgresql.extensions[0].name', message: expect.stringContaining('1.28.4') });
  const [wrong] = said('Cluster', { ...cluster, logLevel: 'loud' }, { operator: '1.28.0' });
  expect(wrong?.message).not.toContain('first');
});
