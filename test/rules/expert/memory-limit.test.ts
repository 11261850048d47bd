import { memoryLimit } from '../../../rules/expert/memory-limit';
import { parameters, table } from './support';
import { memory } from './support/memory-and-wal';

table(memoryLimit, [
  [
    'the limit, without a request',
    [parameters({ shared_buffers: '1GB' }, memory(undefined, '1Gi'))],
    ['the limit is 1024 MiB'],
  ],
  ['with a request it is admission that says it', [parameters({ shared_buffers: '1GB' }, memory('1Gi', '1Gi'))], []],
  ['less', [parameters({ shared_buffers: '1023MB' }, memory(undefined, '1Gi'))], []],
]);
