import { imageCatalogMajor } from '../../../rules/expert/image-catalog-major';
import { table } from './support';
import { catalog, images, uses } from './support/references';

table(imageCatalogMajor, [
  ['another major', [uses(18), catalog(images)], ['has no image of PostgreSQL 18, only of 17']],
  [
    'another major of the whole cluster',
    [uses(18, 'ClusterImageCatalog'), catalog([], 'ClusterImageCatalog')],
    ['only of none'],
  ],
  ['its major', [uses(17), catalog(images)], []],
  ['an unknown catalog', [uses(18)], []],
]);
