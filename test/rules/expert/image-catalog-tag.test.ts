import { imageCatalogTag } from '../../../rules/expert/image-catalog-tag';
import { table } from './support';
import { catalog, images } from './support/references';

table(imageCatalogTag, [
  [
    'another major',
    [catalog([...images, { major: 18, image: 'postgresql:17.7' }])],
    ['the image of major 18 is "postgresql:17.7", which is PostgreSQL 17'],
  ],
  ['a digest, which says nothing', [catalog([{ major: 17, image: `postgresql@sha256:${'a'.repeat(64)}` }])], []],
]);
