import { describe, expect, it } from 'vitest';
import { isMissed } from '../../../manifests/applied/missed-charts';
import type { ChartRelease } from '../../../manifests/applied/releases';
import type { Document } from '../../../manifests/object/document';

const RELEASE: ChartRelease = {
  ...{ name: 'web', namespace: 'shop', folder: undefined, version: undefined, values: [], valueFiles: [] },
  ...{ chart: 'app-template', repository: 'oci://ghcr.io/example/helm/app-template', hasOtherValues: false },
  ...{ document: { file: null, document: 0 }, path: '' },
};
const clusterIn = (namespace: string): Document => ({
  manifest: { apiVersion: 'postgresql.cnpg.io/v1', kind: 'Cluster', metadata: { name: 'pg', namespace } },
  file: null,
  document: 0,
});
const among = [clusterIn('shop')];
const missed = (more: Partial<ChartRelease>, objects: readonly Document[] = among) =>
  isMissed({ ...RELEASE, ...more }, objects);

describe('a chart that nobody has loaded', () => {
  it.each<[string, Partial<ChartRelease>]>([
    ['of an application', {}],
    ['whose program uses PostgreSQL', { values: [{ initContainers: { db: { image: 'example/postgres-init:17' } } }] }],
  ])('%s is not missed', (_, release) => {
    expect(missed(release)).toBe(false);
  });

  it.each<[string, Partial<ChartRelease>]>([
    ['that makes a Cluster', { chart: 'cluster', repository: 'https://example.com/charts' }],
    ['of the project', { chart: 'x', repository: 'https://cloudnative-pg.github.io/charts' }],
    ['with objects of CNPG', { values: [{ rawResources: { a: { apiVersion: 'barmancloud.cnpg.io/v1' } } }] }],
  ])('%s is missed wherever it is', (_, release) => {
    expect(missed({ ...release, namespace: 'other' })).toBe(true);
  });

  it.each<[string, Partial<ChartRelease>]>([
    ['of a source that is not known', { chart: undefined, repository: undefined }],
    ['with the name of a database', { chart: 'acme-postgres', repository: 'oci://example.com/charts' }],
  ])('%s is missed beside a database', (_, release) => {
    expect(missed(release)).toBe(true);
    expect(missed(release, [clusterIn('bank')])).toBe(false);
    expect(missed({ ...release, namespace: undefined }, [clusterIn('bank')])).toBe(true);
  });
});
