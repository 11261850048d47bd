import { ioConcurrency } from '../../../rules/expert/io-concurrency';
import { parameters, table } from './support';
import { on18 } from './support/parameters';

table(ioConcurrency, [
  ['200 on 18', [parameters({ effective_io_concurrency: '200' }, on18)], ['effective_io_concurrency is 200']],
  ['64 on 18', [parameters({ effective_io_concurrency: '64' }, on18)], []],
  ['200 on 17', [parameters({ effective_io_concurrency: '200' })], []],
]);
