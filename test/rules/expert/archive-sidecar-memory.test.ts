import { archiveSidecarMemory } from '../../../rules/expert/archive-sidecar-memory';
import { table } from './support';
import { sidecar, store } from './support/archives';

const limit = (memory: string) => sidecar({ resources: { limits: { memory } } });

table(archiveSidecarMemory, [
  ['511Mi', [store({}, limit('511Mi'))], ['511Mi is less than a base backup needs']],
  ['512Mi', [store({}, limit('512Mi'))], []],
  ['none', [store({})], []],
]);
