import { libraryNotCarried } from '../../../rules/expert/library-not-carried';
import { table } from './support';
import { on, others, PGAUDIT } from './support/extensions';

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
