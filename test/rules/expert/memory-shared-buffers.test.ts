import { memorySharedBuffers } from '../../../rules/expert/memory-shared-buffers';
import { parameters, table } from './support';
import { memory } from './support/memory-and-wal';

table(memorySharedBuffers, [
  [
    'half of the request',
    [parameters({ shared_buffers: '2GB' }, memory('4Gi', '8Gi'))],
    ['2048 MiB, 50 % of the guaranteed 4096 MiB'],
  ],
  ['two fifths', [parameters({ shared_buffers: '1638MB' }, memory('4Gi', undefined))], []],
  [
    'half of the limit, which is the request where there is none',
    [parameters({ shared_buffers: '4GB' }, memory(undefined, '8Gi'))],
    ['50 %'],
  ],
  ['no memory', [parameters({ shared_buffers: '4GB' })], []],
]);
