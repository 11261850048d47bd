import { imageCatalogMissing } from '../../../rules/expert/image-catalog-missing';
import { dependent, table } from './support';
import { catalog, elsewhere, images, uses } from './support/references';

const pooler = (name: string) =>
  dependent('Pooler', 'pool', { pgbouncer: { imageCatalogRef: { kind: 'ImageCatalog', name, key: 'pgbouncer' } } });

table(imageCatalogMissing, [
  [
    'another namespace',
    [uses(17), elsewhere(catalog(images))],
    ['there is no ImageCatalog "postgres" in namespace shop, only in other'],
  ],
  [
    'another name',
    [uses(17, 'ClusterImageCatalog', 'pg'), catalog(images, 'ClusterImageCatalog')],
    ['there is no ClusterImageCatalog "pg"'],
  ],
  [
    'of a Pooler',
    [pooler('pg'), catalog(images)],
    ['there is no ImageCatalog "pg" in namespace shop: the Pooler would never start'],
  ],
  ['of a Pooler, here', [pooler('postgres'), catalog(images)], []],
  ['no catalogs in the run', [uses(17)], []],
  ['here', [uses(17), catalog(images)], []],
  [
    'a catalog of the whole cluster',
    [uses(17, 'ClusterImageCatalog'), elsewhere(catalog(images, 'ClusterImageCatalog'))],
    [],
  ],
]);
