import { imageCatalogMissing } from '../../../rules/expert/image-catalog-missing';
import { table } from './support';
import { catalog, elsewhere, images, uses } from './support/references';

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
  ['no catalogs in the run', [uses(17)], []],
  ['here', [uses(17), catalog(images)], []],
  [
    'a catalog of the whole cluster',
    [uses(17, 'ClusterImageCatalog'), elsewhere(catalog(images, 'ClusterImageCatalog'))],
    [],
  ],
]);
