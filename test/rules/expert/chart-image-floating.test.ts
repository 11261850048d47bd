import { describe, expect, it } from 'vitest';
import { chartImageFloating } from '../../../rules/expert/chart-image-floating';
import { verdicts } from './support';
import { helmRelease } from './support/flux';

describe('chart-image-floating', () => {
  it.each<[object, string]>([
    [{}, 'postgresql:16,'],
    [{ version: { postgresql: '17' }, cluster: { imageName: '' } }, 'postgresql:17,'],
    [{ version: { postgresql: 18 } }, 'postgresql:18,'],
    [{ imageCatalog: { create: true } }, 'postgresql:16,'],
    [{ imageCatalog: { create: false, images: [{ major: 16, image: 'a:16.11' }] } }, 'postgresql:16,'],
  ])('reports the tag of a major: %j', (values, message) => {
    expect(verdicts(chartImageFloating, [helmRelease('cluster', values)])).toEqual([
      expect.objectContaining({ path: 'spec.values.cluster.imageName', message: expect.stringContaining(message) }),
    ]);
  });

  it.each<object>([
    { cluster: { imageName: 'ghcr.io/cloudnative-pg/postgresql:17.7-standard-trixie' } },
    { cluster: { imageCatalogRef: { kind: 'ImageCatalog', name: 'c' } } },
    { imageCatalog: { images: [{ major: 16, image: 'a:16.11' }] } },
    { imageCatalog: { create: 'true', images: [{ major: 16, image: 'a:16.11' }] } },
    { version: { postgresql: '17.7' } },
    { type: 'postgis' },
  ])('takes %j', (values) => {
    expect(verdicts(chartImageFloating, [helmRelease('cluster', values)])).toEqual([]);
  });

  it('says nothing of other charts', () => {
    expect(verdicts(chartImageFloating, [helmRelease('cloudnative-pg', {})])).toEqual([]);
  });
});
