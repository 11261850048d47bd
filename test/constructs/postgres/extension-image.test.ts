import { expect, it } from 'vitest';
import { type ExtensionImage, ImageCatalog, type PostgresClusterProps } from '../../../constructs/index';
import { cluster } from '../support/cluster';
import { at, only, refused, render } from '../support/render';

const EIGHTEEN: Partial<PostgresClusterProps> = {
  version: '18',
  image: 'ghcr.io/cloudnative-pg/postgresql:18.4-minimal-trixie',
};

function extensions(extensionImages: readonly ExtensionImage[], props: Partial<PostgresClusterProps> = {}) {
  const manifests = render((folder) => cluster(folder, { ...EIGHTEEN, ...props, extensionImages }));
  expect(refused(manifests)).toEqual([]);
  return at(only(manifests, 'Cluster'), 'spec.postgresql.extensions');
}

it('has paths and environment', () => {
  const vector: ExtensionImage = {
    name: 'vector',
    image: 'ghcr.io/x/pgvector:0.8-18',
    pullPolicy: 'IfNotPresent',
    extensionControlPath: ['share'],
    dynamicLibraryPath: ['lib'],
    ldLibraryPath: ['system'],
    binPath: ['bin'],
    env: { PROJ_DATA: `\${image_root}/proj` },
  };
  expect(extensions([vector])).toEqual([
    {
      name: 'vector',
      image: { reference: 'ghcr.io/x/pgvector:0.8-18', pullPolicy: 'IfNotPresent' },
      extension_control_path: ['share'],
      dynamic_library_path: ['lib'],
      ld_library_path: ['system'],
      bin_path: ['bin'],
      env: [{ name: 'PROJ_DATA', value: `\${image_root}/proj` }],
    },
  ]);
});

it('takes its image from the catalog of the cluster', () => {
  const image = ImageCatalog.fromName('images');
  expect(extensions([{ name: 'vector' }], { image })).toEqual([{ name: 'vector' }]);
});

it('is given once', () => {
  const twice = [
    { name: 'vector', image: 'a:1' },
    { name: 'vector', image: 'b:1' },
  ];
  expect(() => extensions(twice)).toThrow('extension image "vector" is given twice');
});
