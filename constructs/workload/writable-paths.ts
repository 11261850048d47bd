import type { QuantityInput } from '../../values/kubernetes/quantity';
import { InvalidValueError } from '../../values/text/invalid-value';
import type { Mounted } from './connection-volumes';
import { quantity } from './resources';

/** Absolute paths of folders, each with the most that it may hold: `{ '/tmp': '64Mi' }`. What is in them goes with the pod. */
export type WritablePaths = Readonly<Record<string, QuantityInput>>;

/** What most programs need: a read-only root without it fails at the first temporary file. */
const DEFAULT: WritablePaths = { '/tmp': '64Mi' };

/**
 * An empty folder for each path.
 * @throws InvalidValueError for a path that is not absolute, and a size without meaning.
 * @see https://kubernetes.io/docs/concepts/storage/volumes/#emptydir
 */
export function writableVolumes(paths: WritablePaths = DEFAULT): Mounted[] {
  return Object.entries(paths).map(([path, size], index) => {
    // A colon separates the parts of a mount, and the root itself is the image.
    if (!/^(\/[^/:]+)+$/.test(path)) {
      throw new InvalidValueError(`writablePaths: "${path}" is not a folder of the container; write one such as /tmp`);
    }
    return {
      volume: { name: `writable-${index}`, emptyDir: { sizeLimit: quantity(size, 'memory', `writablePaths ${path}`) } },
      mountPath: path,
    };
  });
}
