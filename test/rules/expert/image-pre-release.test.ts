import { imagePreRelease } from '../../../rules/expert/image-pre-release';
import { cnpg, table } from './support';
import { CNPG, on } from './support/images';

table(imagePreRelease, [
  ['beta', on(`${CNPG}:19beta2-minimal-trixie`), ['is beta2 of PostgreSQL 19']],
  ['release candidate', on('registry.example.com/postgresql:18rc1'), ['is rc1 of PostgreSQL 18']],
  [
    'in a catalog',
    [cnpg('ClusterImageCatalog', 'c', { images: [{ major: 19, image: `${CNPG}:19beta1` }] })],
    ['beta1'],
  ],
  [
    'releases',
    [...on(`${CNPG}:18.1-standard-trixie`), ...on('r.io/pg:16-rc'), ...on('r.io/timescale:16.4-betamax')],
    [],
  ],
]);
