import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Kind } from '../../../../manifests/object/kinds';
import { groupKindOf, type Manifest } from '../../../../manifests/object/manifest';
import { manifestsOf } from './adopted';

const CORPUS = join(__dirname, '..', '..', '..', 'corpus');

/** What is readable as it is in each repository of the corpus, by the namespaces of its Clusters. */
export function repositories(): readonly (readonly [repository: string, namespace: string, manifests: Manifest[]])[] {
  const folders = readdirSync(CORPUS, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return folders.flatMap(({ name }) => {
    const manifests = readableIn(join(CORPUS, name));
    const clusters = manifests.filter(
      (manifest) => groupKindOf(manifest) === Kind.CLUSTER && manifest.metadata.name !== undefined,
    );
    const namespaces = new Set(clusters.map(({ metadata }) => metadata.namespace ?? 'default'));
    return [...namespaces].map((namespace) => [name, namespace, manifests] as const);
  });
}

function readableIn(folder: string): Manifest[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => /\.ya?ml$/.test(file));
  return files.sort().flatMap((file) => {
    try {
      return manifestsOf(readFileSync(join(folder, file), 'utf8'));
    } catch {
      // Templates of charts, pipelines, files of other programs.
      return [];
    }
  });
}
