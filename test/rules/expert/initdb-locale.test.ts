import { initdbLocale } from '../../../rules/expert/initdb-locale';
import { table } from './support';
import { initdb, recovery } from './support/recovery';

table(initdbLocale, [
  ['none', [initdb({ database: 'shop' })], ['which means C']],
  ['one', [initdb({ localeProvider: 'icu' })], []],
  ['an import, which brings its own', [initdb({ import: {} })], []],
  ['a recovery', [recovery({ source: 'x' })], []],
]);
