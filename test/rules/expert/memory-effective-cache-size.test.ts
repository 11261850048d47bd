import { memoryEffectiveCacheSize } from '../../../rules/expert/memory-effective-cache-size';
import { parameters, table } from './support';
import { memory } from './support/memory-and-wal';

table(memoryEffectiveCacheSize, [
  ['above the request', [parameters({ effective_cache_size: '6GB' }, memory('4Gi', '8Gi'))], ['6144 MiB, 150 %']],
  ['at it', [parameters({ effective_cache_size: '4GB' }, memory('4Gi', '8Gi'))], []],
  ['the default, which is above small requests', [parameters({}, memory('1Gi', '1Gi'))], []],
]);
