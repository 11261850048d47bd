import { imageUnknownVersion } from '../../../rules/expert/image-unknown-version';
import { cnpg, table } from './support';
import { CNPG, on } from './support/images';

table(imageUnknownVersion, [
  ['the next', on(`${CNPG}:17.13-standard-trixie`), ['PostgreSQL 17.13 is not in the list of']],
  ['the next major', on(`${CNPG}:20.0`), ['PostgreSQL 20.0 is not in the list']],
  ['of others', on('registry.example.com/postgresql:17.99'), ['PostgreSQL 17.99 is not in the list']],
  ['absurd, which another rule says', on(`${CNPG}:17.99`), []],
  ['known ones', on(`${CNPG}:18.6`), []],
  ['a catalog of others', [cnpg('ImageCatalog', 'c', { images: [{ major: 17, image: 'r.io/x:2026.1' }] })], []],
]);
