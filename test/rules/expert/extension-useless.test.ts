import { extensionUseless } from '../../../rules/expert/extension-useless';
import { table } from './support';
import { database, on, others } from './support/extensions';

table(extensionUseless, [
  ['without the library', [on('17.7-standard-trixie'), database({ name: 'pg_stat_statements' })], ['counts nothing']],
  [
    'with a parameter',
    [on('17.7', { parameters: { 'pg_stat_statements.max': '1000' } }), database({ name: 'pg_stat_statements' })],
    [],
  ],
  ['what is refused, which another rule says', [others(), database({ name: 'pg_cron' })], []],
]);
