import { imageUser } from '../../../rules/expert/image-user';
import { cluster, cnpg, table } from './support';
import { CNPG, on } from './support/images';

table(imageUser, [
  ['the image for Docker', on('postgres:17.7'), ["has PostgreSQL's user as 999, and initdb fails as user 26"]],
  ['by its full name', on('docker.io/library/postgres:17.7-trixie'), ['999']],
  ['by a mirror', on('mirror.gcr.io/library/postgres:17.7'), ['999']],
  ['on Alpine', on('postgres:17.7-alpine'), ["PostgreSQL's user as 70"]],
  ['with the user of Debian on Alpine', on('postgres:17.7-alpine', { postgresUID: 999 }), ['fails as user 999']],
  ['of PostGIS', on('postgis/postgis:17-3.5'), ['999']],
  ['of pgvector', on('docker.io/pgvector/pgvector:0.8.1-pg17', { bootstrap: { initdb: {} } }), ['999']],
  ['of Bitnami', on('bitnami/postgresql:17.6.0'), ['has no user at all']],
  ['of Bitnami with its user', on('docker.io/bitnamilegacy/postgresql:17.6.0', { postgresUID: 1001 }), ['no user']],
  [
    'by a catalog',
    [
      cluster({ imageCatalogRef: { kind: 'ImageCatalog', name: 'ours', major: 17 } }),
      cnpg('ImageCatalog', 'ours', { images: [{ major: 17, image: 'postgres:17.7' }] }),
    ],
    ['not built for CNPG'],
  ],
  ['with its own user', on('postgres:17.7', { postgresUID: 999, postgresGID: 999 }), []],
  ['where initdb does not run', on('postgres:17.7', { bootstrap: { recovery: { backup: { name: 'b' } } } }), []],
  ["CNPG's own", on(`${CNPG}:17.7-standard-trixie`), []],
  ["CNPG's own behind a mirror", on('harbor.example.com/ghcr/cloudnative-pg/postgresql:17.7'), []],
  ['somebody’s of that name', on('registry.example.com/team/postgres:17.7'), []],
  ['somebody’s at the root of a registry', on('registry.example.com/postgres:17.7'), []],
  ['nothing', [cluster({})], []],
]);
