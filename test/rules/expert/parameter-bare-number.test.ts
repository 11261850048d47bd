import { parameterBareNumber } from '../../../rules/expert/parameter-bare-number';
import { parameters, table } from './support';

table(parameterBareNumber, [
  ['blocks', [parameters({ effective_cache_size: '98304' })], ['blocks of 8kB']],
  ['those of shared_buffers, of which admission warns', [parameters({ shared_buffers: '16384' })], []],
  ['kilobytes, as PostgreSQL counts them', [parameters({ work_mem: '4096' })], []],
  ['a unit', [parameters({ effective_cache_size: '768MB' })], []],
]);
