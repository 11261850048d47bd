import { extensionNotPreloaded } from '../../../rules/expert/extension-not-preloaded';
import { cluster, table } from './support';
import { database, on, others, PGAUDIT, sql } from './support/extensions';

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
