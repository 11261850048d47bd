import { imageVersion } from '../../../rules/expert/image-version';
import { cnpg, table } from './support';
import { CNPG, DIGEST, on } from './support/images';

table(imageVersion, [
  ['absurd', on(`${CNPG}:17.99`), ['there is no PostgreSQL 17.99: the newest known to this release is 17.12']],
  ['absurd with a flavour', on(`${CNPG}:18.70-minimal-trixie`), ['no PostgreSQL 18.70']],
  ['a major to come', on(`${CNPG}:27.1`), ['no PostgreSQL 27.1']],
  ['after the last of a major', on(`${CNPG}:13.24`), ['no PostgreSQL 13.24']],
  ['in a catalog', [cnpg('ImageCatalog', 'c', { images: [{ major: 17, image: `${CNPG}:17.99` }] })], ['17.99']],
  ['three years on', on(`${CNPG}:17.24`, {}), [], { now: '2029-10-01' }],
  ['three years on, absurd', on(`${CNPG}:17.40`), ['no PostgreSQL 17.40'], { now: '2029-10-01' }],
  ['known ones', [...on(`${CNPG}:17.12`), ...on(`${CNPG}:14.25`), ...on(`${CNPG}:19.0-standard-trixie`)], []],
  ['the next', on(`${CNPG}:17.13`), []],
  ['no minor', on(`${CNPG}:17`), []],
  ['a beta', on(`${CNPG}:20beta1`), []],
  ['a digest, which counts', on(`${CNPG}:17.99@${DIGEST}`), []],
  ['tags of others', on('registry.example.com/postgresql:17.20251117'), []],
]);
