import type { Finding } from '../../manifests/object/violation';

/**
 * What kustomize and Flux say where the sources are wrong for every version of them, whoever runs it. A tool, a plugin, the network, a file
 * for a generator that only its owner has, or a newer kustomize may be missing here alone: these are not among them.
 */
const BROKEN =
  /no matches for Id|no resource matches|failed to find unique target|already registered id|missing metadata\.name|cycle detected|unable to parse SM or JSON patch|operation does not apply|Unable to remove nonexistent key|cannot unmarshal|nothing selected by|cannot merge or replace|expected kind 'Component'|unable to find one of 'kustomization\.yaml'/;
const BY_TOOL = /^(?:kustomize|flux) cannot build /;
const NOT_HERE = /https?:|dial tcp|no such host|git fetch|plugin|it took more than/i;
const MISSING = /(?:open|lstat) ([^\s']+): no such file or directory/;
const OF_GENERATOR = /loading KV pairs/;

/**
 * Whether a reason for which a root was not rendered is one for the engine, too.
 * @param isInGit - whether git would have a file that is not there: ignored files, submodules and sparse checkouts are elsewhere
 */
export function isBrokenBy(reason: string, isInGit: (path: string) => boolean): boolean {
  if (!BY_TOOL.test(reason) || NOT_HERE.test(reason)) return false;
  if (BROKEN.test(reason)) return true;
  const missing = MISSING.exec(reason)?.[1];
  return missing !== undefined && !OF_GENERATOR.test(reason) && isInGit(missing);
}

/** A root that nobody can apply as it is. */
export function rootBroken(reasons: readonly string[]): Finding {
  return {
    ...{ rule: 'root-broken', layer: 'expert', severity: 'error', path: null },
    message: `nothing of it can be applied: ${reasons.join('; ')}`,
    fix: 'correct what the tool says: Flux, Argo CD and kubectl apply -k fail at it as well',
  };
}
