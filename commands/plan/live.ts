import { ownerByLabel } from '../../manifests/flux/flux';
import { identityOf } from '../../manifests/object/identity';
import { at, isKustomization, list, type Manifest, namespaceOf } from '../../manifests/object/manifest';
import { markRefused, type Plan, type PlanOptions, plan } from '../../plan';
import { groupBy } from '../../values/collections/group-by';

/** What is asked of a live cluster. Nothing of it writes. */
export interface LiveClient {
  /** Undefined where there is no such object. */
  read(manifest: Manifest): Promise<Manifest | undefined>;
  /**
   * The object after a server-side dry run of applying a manifest, or why the server refuses it.
   * @param live - what is there: who has applied it applies it again
   */
  dryRun(manifest: Manifest, live?: Manifest): Promise<Manifest | { readonly refused: string }>;
  list(apiVersion: string, kind: string, namespace: string): Promise<readonly Manifest[]>;
}

const TRACKING = 'argocd.argoproj.io/tracking-id';

/**
 * Compares manifests with what a cluster has. Both sides are what its API server keeps, defaults included; objects that Argo CD
 * or Flux applied from the same Application or Kustomization and that are not among the manifests any more count as deleted.
 */
export async function planLive(client: LiveClient, given: readonly Manifest[], options: PlanOptions): Promise<Plan> {
  const manifests = given.filter((manifest) => manifest.metadata.name !== undefined && !isKustomization(manifest));
  const before: Manifest[] = [];
  const after: Manifest[] = [];
  const refusals = new Map<Manifest, string>();
  for (const manifest of manifests) {
    const live = await client.read(manifest);
    if (live !== undefined) before.push(live);
    const applied = await client.dryRun(manifest, live);
    if ('refused' in applied && typeof applied.refused === 'string') {
      refusals.set(manifest, applied.refused);
      after.push(manifest);
    } else after.push(applied as Manifest);
  }
  before.push(...(await orphans(client, manifests, before)));
  return markRefused(plan(before, after, options), refusals);
}

async function orphans(
  client: LiveClient,
  manifests: readonly Manifest[],
  live: readonly Manifest[],
): Promise<Manifest[]> {
  const applications = new Set(live.flatMap((manifest) => applicationOf(manifest) ?? []));
  const known = new Set(manifests.map(identityOf));
  const places = groupBy(manifests, (manifest) => `${manifest.apiVersion} ${manifest.kind} ${namespaceOf(manifest)}`);
  const found: Manifest[] = [];
  for (const [first] of places.values()) {
    if (first === undefined || applications.size === 0) continue;
    for (const manifest of await client.list(first.apiVersion, first.kind, namespaceOf(first))) {
      const application = applicationOf(manifest);
      if (application !== undefined && applications.has(application) && !known.has(identityOf(manifest)))
        found.push(manifest);
    }
  }
  return found;
}

/** Who has applied it. */
function applicationOf(manifest: Manifest): string | undefined {
  return trackedBy(manifest) ?? labelledBy(manifest);
}

/** What an operator makes may carry the labels of what it is made for. */
function labelledBy(manifest: Manifest): string | undefined {
  const isMade = list(at(manifest, 'metadata.ownerReferences')).length > 0;
  const owner = isMade ? undefined : ownerByLabel(manifest);
  return owner === undefined ? undefined : `Flux ${owner}`;
}

/** Argo CD writes `application:group/kind:namespace/name` onto what it applies; operators copy annotations to what they make. */
function trackedBy(manifest: Manifest): string | undefined {
  const [application, , object] = manifest.metadata.annotations?.[TRACKING]?.split(':') ?? [];
  return object?.endsWith(`/${manifest.metadata.name}`) ? application : undefined;
}
