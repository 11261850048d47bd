import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Suppression } from '../../constructs/index';
import { objectName } from '../../manifests/object/identity';
import { Kind } from '../../manifests/object/kinds';
import { groupKindOf, type Manifest } from '../../manifests/object/manifest';
import type { Violation } from '../../manifests/object/violation';
import { dns1035LabelProblem } from '../../values/kubernetes/names';
import type { Console } from '../cli/console';
import { UsageError } from '../cli/usage-error';
import type { AdoptRequest } from './adopt-request';
import { NOT_ASKED_FOR } from './live-objects';
import { objectsIn } from './objects-in';
import type { Left } from './select-objects';

/** The objects of the sources, or of a live cluster, and what of the files is not carried over. */
export async function givenObjects({
  sources,
  live,
  namespace,
  console,
}: Pick<AdoptRequest, 'sources' | 'live' | 'namespace' | 'console'>) {
  if (live !== undefined) {
    if (namespace === undefined)
      throw new UsageError('--context needs --namespace: an application is the objects of one');
    const left: Left[] = [{ object: `Namespace ${namespace}`, says: NOT_ASKED_FOR }];
    return { manifests: await live(namespace), left };
  }
  return objectsIn({ sources, console });
}

/**
 * Name of the application: the wanted one, or that of the only Cluster.
 * @throws UsageError where there is none, or it is taken
 */
export function nameOf(
  taken: readonly string[],
  { name, root }: Pick<AdoptRequest, 'name' | 'root'>,
  objects: readonly Manifest[],
): string {
  const clusters = objects
    .filter((manifest) => groupKindOf(manifest) === Kind.CLUSTER)
    .map(({ metadata }) => metadata.name);
  const [only] = clusters;
  const wanted = name ?? (clusters.length === 1 ? only : undefined);
  if (wanted === undefined) {
    throw new UsageError(
      `what is the application called? Add --name: there are ${clusters.length} Clusters${clusters.length === 0 ? '' : `, ${clusters.join(', ')}`}`,
    );
  }
  const problem = dns1035LabelProblem(wanted);
  if (problem !== undefined) throw new UsageError(`name "${wanted}" ${problem}; add --name with another one`);
  if (taken.includes(wanted) || existsSync(join(root, 'apps', wanted))) {
    throw new UsageError(`apps/${wanted} is there already; add --name with another one`);
  }
  return wanted;
}

/** A finding that is accepted as it runs. */
export function suppressionOf(violation: Violation): Suppression {
  const { rule, message, fix } = violation;
  return {
    rule,
    object: objectName(violation),
    reason: `as it was adopted: ${message}${fix === null ? '' : `; ${fix}`}`,
  };
}

/** @returns the exit code of a command that has written nothing */
export function nothingWritten(console: Console, lines: readonly string[]): number {
  console.err(`${lines.join('\n')}\nnothing was written\n`);
  return 1;
}
