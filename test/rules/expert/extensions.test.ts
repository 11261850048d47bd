import { extensionImageMismatch } from '../../../rules/expert/extension-image-mismatch';
import { extensionNotCarried } from '../../../rules/expert/extension-not-carried';
import { extensionNotPreloaded } from '../../../rules/expert/extension-not-preloaded';
import { extensionUseless } from '../../../rules/expert/extension-useless';
import { imageVolumeFeature } from '../../../rules/expert/image-volume-feature';
import { libraryNotCarried } from '../../../rules/expert/library-not-carried';
import { cluster, cnpg, dependent, table } from './support';

const on = (tag: string, postgresql: Record<string, unknown> = {}, spec: Record<string, unknown> = {}) =>
  cluster({ imageName: `ghcr.io/cloudnative-pg/postgresql:${tag}`, postgresql, ...spec });
const others = (postgresql: Record<string, unknown> = {}) =>
  cluster({ imageName: 'registry.example.com/pg:17.7', postgresql });
const database = (...extensions: unknown[]) =>
  dependent('Database', 'shop', { name: 'shop', owner: 'shop', extensions });
const sql = (...postInitApplicationSQL: string[]) => ({ bootstrap: { initdb: { postInitApplicationSQL } } });
const mounted = (name: string, reference: string) => ({ name, image: { reference } });
const PGAUDIT = mounted('pgaudit', 'ghcr.io/cloudnative-pg/pgaudit:18.0-18-trixie');
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

table(extensionNotPreloaded, [
  [
    'pgaudit in an image of its own',
    [on('18.1-minimal-trixie', { extensions: [PGAUDIT] }), database({ name: 'pgaudit' })],
    ['does not preload pgaudit: CREATE EXTENSION pgaudit fails'],
  ],
  ['in images of others', [others(), database({ name: 'timescaledb' }, { name: 'vchord' })], ['timescaledb', 'vchord']],
  ['another library', [others({ shared_preload_libraries: ['pg_cron'] }), database({ name: 'citus' })], ['citus']],
  ['in SQL', [cluster({ imageName: 'r.io/pg:17.7', ...sql('CREATE EXTENSION pg_cron') })], ['pg_cron']],
  [
    'with a parameter',
    [on('17.7-standard-trixie', { parameters: { 'pgaudit.log': 'ddl' } }), database({ name: 'pgaudit' })],
    [],
  ],
  [
    'with the library',
    [
      others({ shared_preload_libraries: ['$libdir/vchord.so', 'timescaledb'] }),
      database({ name: 'vchord' }, { name: 'timescaledb' }),
    ],
    [],
  ],
  ['what needs none', [others(), database({ name: 'vector' }, { name: 'pg_trgm' }, { name: 'constructor' })], []],
  ['what needs none any more', [others(), database({ name: 'pg_search' })], []],
  [
    'what the image lacks, which another rule says',
    [on('17.7-standard-trixie'), database({ name: 'timescaledb' })],
    [],
  ],
]);

table(extensionUseless, [
  ['without the library', [on('17.7-standard-trixie'), database({ name: 'pg_stat_statements' })], ['counts nothing']],
  [
    'with a parameter',
    [on('17.7', { parameters: { 'pg_stat_statements.max': '1000' } }), database({ name: 'pg_stat_statements' })],
    [],
  ],
  ['what is refused, which another rule says', [others(), database({ name: 'pg_cron' })], []],
]);

table(libraryNotCarried, [
  [
    'left behind',
    [on('17.7-standard-trixie', { shared_preload_libraries: ['vectors.so'] })],
    ['library "vectors" is preloaded but not in the image'],
  ],
  ['for a parameter', [on('17.7-minimal-trixie', { parameters: { 'pgaudit.log': 'ddl' } })], ['"pgaudit"']],
  ['a slip', [on('17.7-standard-trixie', { shared_preload_libraries: ['auto_explian'] })], ['"auto_explian"']],
  [
    'carried',
    [
      on('17.7-standard-trixie', {
        shared_preload_libraries: ['pgaudit', 'auto_explain', 'pg_failover_slots', 'pg_prewarm'],
      }),
    ],
    [],
  ],
  ['mounted', [on('18.1-minimal-trixie', { shared_preload_libraries: ['pgaudit'], extensions: [PGAUDIT] })], []],
  ['images of others', [others({ shared_preload_libraries: ['vectors.so'] })], []],
  ['a path', [on('17.7', { shared_preload_libraries: ['/extra/x.so', ''] })], []],
]);

table(imageVolumeFeature, [
  [
    '1.34',
    [on('18.1', { extensions: [PGAUDIT] })],
    ['behind the feature gate ImageVolume'],
    { target: { kubernetes: '1.34' } },
  ],
  ['1.35', [on('18.1', { extensions: [PGAUDIT] })], [], { target: { kubernetes: '1.35' } }],
  ['1.32, which another rule says', [on('18.1', { extensions: [PGAUDIT] })], [], { target: { kubernetes: '1.32' } }],
  ['none', [on('18.1')], []],
]);

table(extensionImageMismatch, [
  [
    'another distribution',
    [on('18.1-minimal-bookworm', { extensions: [PGAUDIT] })],
    ['is built for trixie, but the Cluster runs on bookworm'],
  ],
  [
    'another major',
    [on('19.0-minimal-trixie', { extensions: [PGAUDIT] })],
    ['is built for PostgreSQL 18, but the Cluster runs 19'],
  ],
  ['the same', [on('18.1-minimal-trixie', { extensions: [PGAUDIT] })], []],
  ['tags that say nothing', [on('18.1', { extensions: [mounted('x', 'r.io/x:1.2'), { name: 'y' }] })], []],
]);
