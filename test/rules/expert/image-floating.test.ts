import { describe, expect, it } from 'vitest';
import { imageFloating } from '../../../rules/expert/image-floating';
import { cluster, cnpg, verdicts } from './support';

describe('image-floating', () => {
  it.each(['ghcr.io/cloudnative-pg/postgresql:17', 'postgresql:17-standard-trixie', 'registry:5000/postgresql:18'])(
    'warns of %s',
    (imageName) => {
      expect(verdicts(imageFloating, [cluster({ imageName })])).toEqual([
        expect.objectContaining({
          path: 'spec.imageName',
          message: expect.stringContaining(`"${imageName}" names no minor version`),
        }),
      ]);
    },
  );

  it('warns of a cluster without an image', () => {
    expect(verdicts(imageFloating, [cluster({})])).toEqual([
      expect.objectContaining({ message: expect.stringContaining('imageName is missing') }),
    ]);
  });

  it('looks into catalogs', () => {
    const images = [
      { major: 16, image: 'postgresql:16.9' },
      { major: 17, image: 'postgresql:17' },
    ];
    expect(verdicts(imageFloating, [cnpg('ImageCatalog', 'catalog', { images })])).toEqual([
      expect.objectContaining({ path: 'spec.images[1].image' }),
    ]);
  });

  it.each<[string, Record<string, unknown>]>([
    ['an exact minor', { imageName: 'ghcr.io/cloudnative-pg/postgresql:17.7-standard-trixie' }],
    ['a digest', { imageName: `postgresql:17@sha256:${'a'.repeat(64)}` }],
    ['what the webhook refuses', { imageName: 'postgresql:latest' }],
    ['a beta, of which another rule warns', { imageName: 'registry:5000/postgresql:18beta1' }],
    ['a catalog', { imageCatalogRef: { kind: 'ImageCatalog', name: 'c', major: 17 } }],
  ])('takes %s', (_, spec) => {
    expect(verdicts(imageFloating, [cluster(spec)])).toEqual([]);
  });
});
