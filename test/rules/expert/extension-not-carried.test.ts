import { extensionNotCarried } from '../../../rules/expert/extension-not-carried';
import { cluster, cnpg, table } from './support';
import { database, mounted, on, others, PGAUDIT, sql } from './support/extensions';

const map = {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'init', namespace: 'shop' },
  data: { sql: 'CREATE EXTENSION postgis;' },
};

table(extensionNotCarried, [
  [
    'vector on minimal',
    [on('17.7-minimal-trixie'), database({ name: 'vector' })],
    ['does not contain extension "vector"'],
  ],
  ['postgis', [on('17.7-standard-trixie'), database({ name: 'citext' }, { name: 'postgis' })], ['"postgis"']],
  [
    'a library',
    [on('18.1-system-trixie'), database({ name: 'auto_explain' })],
    ['"auto_explain" is a library and no extension'],
  ],
  ['a slip', [on('17.7-standard-trixie'), database({ name: 'pgcrypt' })], ['"pgcrypt"']],
  ['removed in 17', [on('17.7-standard-trixie'), database({ name: 'adminpack' })], ['"adminpack"']],
  ['the default image', [cluster({}), database({ name: 'timescaledb' })], ['"timescaledb"']],
  [
    'in SQL',
    [on('17.7-minimal-trixie', {}, sql('SELECT 1; create extension if not exists "vector" cascade'))],
    ['"vector"'],
  ],
  [
    'in the SQL of a ConfigMap',
    [
      on('17.7', {}, { bootstrap: { initdb: { postInitSQLRefs: { configMapRefs: [{ name: 'init', key: 'sql' }] } } } }),
      map,
    ],
    ['"postgis"'],
  ],
  [
    'by a catalog',
    [
      cluster({ imageCatalogRef: { kind: 'ClusterImageCatalog', name: 'all', major: 17 } }),
      {
        ...cnpg('ClusterImageCatalog', 'all', {}),
        metadata: { name: 'all' },
        spec: { images: [{ major: 17, image: 'ghcr.io/cloudnative-pg/postgresql:17.7-minimal-trixie' }] },
      },
      database({ name: 'vector' }),
    ],
    ['"vector"'],
  ],
  [
    'beside a mounted one',
    [on('18.1-minimal-trixie', { extensions: [PGAUDIT] }), database({ name: 'vector' })],
    ['"vector"'],
  ],
  [
    'on standard',
    [on('17.7-standard-trixie'), database({ name: 'vector' }, { name: 'uuid-ossp' }, { name: 'plpgsql' })],
    [],
  ],
  ['the old tags', [on('16.4'), database({ name: 'pgaudit' }, { name: 'adminpack' })], []],
  [
    'of PostGIS',
    [cluster({ imageName: 'ghcr.io/cloudnative-pg/postgis:17-3.5-system-trixie' }), database({ name: 'postgis' })],
    [],
  ],
  ['mounted', [on('18.1-minimal-trixie', { extensions: [PGAUDIT] }), database({ name: 'pgaudit' })], []],
  [
    'mounted, whatever is in it',
    [on('18.1-minimal-trixie', { extensions: [mounted('x', 'r.io/x:1')] }), database({ name: 'y' })],
    [],
  ],
  ['to be dropped', [on('17.7-minimal-trixie'), database({ name: 'vector', ensure: 'absent' })], []],
  ['images of others', [others(), database({ name: 'timescaledb' })], []],
  ['a Cluster elsewhere', [database({ name: 'timescaledb' })], []],
  [
    'what SQL may never do',
    [
      on(
        '17.7-minimal-trixie',
        {},
        sql("-- CREATE EXTENSION vector\nSELECT 'CREATE EXTENSION vector'; DO $$BEGIN CREATE EXTENSION vector; END$$"),
      ),
    ],
    [],
  ],
]);
