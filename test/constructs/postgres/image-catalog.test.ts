import { App } from 'cdk8s';
import { expect, it } from 'vitest';
import { Folder, ImageCatalog, type ImageCatalogProps } from '../../../constructs/index';
import { manifestsOf, refused, render } from '../support/render';

const least: ImageCatalogProps = {
  name: 'images',
  images: { 17: 'ghcr.io/x/postgresql:17.7', 18: 'ghcr.io/x/pg@sha256:' + 'a'.repeat(64) },
};
const spec = {
  images: [
    { major: 17, image: 'ghcr.io/x/postgresql:17.7' },
    { major: 18, image: `ghcr.io/x/pg@sha256:${'a'.repeat(64)}` },
  ],
};
const annotations = { 'argocd.argoproj.io/sync-wave': '-1' };

it('comes before the clusters of its namespace', () => {
  const manifests = render((folder) => new ImageCatalog(folder, 'Images', least));
  expect(manifests).toEqual([
    {
      apiVersion: 'postgresql.cnpg.io/v1',
      kind: 'ImageCatalog',
      metadata: { name: 'images', namespace: 'shop', annotations },
      spec,
    },
  ]);
  expect(refused(manifests)).toEqual([]);
});

it.each([undefined, 'shop'])('is for all namespaces, and in none, whatever the folder says: %s', (namespace) => {
  const app = new App();
  const catalog = new ImageCatalog(new Folder(app, 'shop', { namespace }), 'Images', { ...least, clusterWide: true });
  expect([catalog.kind, catalog.namespace]).toEqual(['ClusterImageCatalog', undefined]);
  expect(manifestsOf(app)).toEqual([
    {
      apiVersion: 'postgresql.cnpg.io/v1',
      kind: 'ClusterImageCatalog',
      metadata: { name: 'images', annotations },
      spec,
    },
  ]);
});

it.each<[ImageCatalogProps['images'], string]>([
  [{}, 'images is empty'],
  [{ 17: 'ghcr.io/x/postgresql:16.3' }, 'is PostgreSQL 16, listed under 17'],
  [{ 17: 'ghcr.io/x/postgresql:17' }, 'floats'],
  [{ 17: 'ghcr.io/x/postgresql' }, 'floats'],
  [{ 17: '' }, 'is not an image'],
])('refuses %o', (images, message) => {
  expect(() => render((folder) => new ImageCatalog(folder, 'Images', { name: 'images', images }))).toThrow(message);
});

it('can be declared elsewhere', () => {
  expect(ImageCatalog.fromName('images')).toEqual({ name: 'images', kind: 'ImageCatalog' });
  expect(ImageCatalog.fromName('images', 'ClusterImageCatalog').kind).toBe('ClusterImageCatalog');
});

it('has extensions of an image, and images of other programs', () => {
  const manifests = render((folder) => {
    const catalog = new ImageCatalog(folder, 'Images', {
      name: 'images',
      images: {
        18: {
          image: 'ghcr.io/x/postgresql:18.4',
          extensions: [{ name: 'vector', image: 'ghcr.io/x/pgvector:0.8-18', binPath: ['bin'], env: { A: 'b' } }],
        },
      },
      componentImages: { pgbouncer: 'ghcr.io/x/pgbouncer:1.25.1' },
    });
    expect(catalog.components).toEqual(['pgbouncer']);
  });
  expect(manifests[0]?.spec).toEqual({
    images: [
      {
        major: 18,
        image: 'ghcr.io/x/postgresql:18.4',
        extensions: [
          {
            name: 'vector',
            image: { reference: 'ghcr.io/x/pgvector:0.8-18' },
            bin_path: ['bin'],
            env: [{ name: 'A', value: 'b' }],
          },
        ],
      },
    ],
    componentImages: [{ key: 'pgbouncer', image: 'ghcr.io/x/pgbouncer:1.25.1' }],
  });
  expect(refused(manifests)).toEqual([]);
});

it.each<[Record<string, string>, string]>([
  [{ PgBouncer: 'x:1' }, 'write a key of lower-case letters'],
  [{ pgbouncer: 'x' }, 'floats'],
  [{ pgbouncer: '' }, 'is not an image'],
])('refuses componentImages %o', (componentImages, message) => {
  const props = { ...least, componentImages };
  expect(() => render((folder) => new ImageCatalog(folder, 'Images', props))).toThrow(message);
});
