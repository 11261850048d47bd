import { Kind } from '../object/kinds';
import { at, type GroupKind, groupKindOf, type Manifest, record, text } from '../object/manifest';
import type { Index } from '../object/object-index';

/** The prefix of Flux' switches: `prune`, `force`, `ssa`, `reconcile`. */
export const FLUX = 'kustomize.toolkit.fluxcd.io';

/** `flux-system/databases`: the Kustomization that has applied an object of a cluster, by its labels. */
export function ownerByLabel({ metadata: { labels } }: Manifest): string | undefined {
  const { [`${FLUX}/name`]: name, [`${FLUX}/namespace`]: namespace } = record(labels);
  return text(name) === undefined ? undefined : `${text(namespace) ?? ''}/${name}`;
}

/** Whether an object sets a switch of Flux, which reads them from annotations and labels. */
export function isFluxSwitch({ metadata: { annotations, labels } }: Manifest, key: string, value: string): boolean {
  return [annotations, labels].some(
    (each) => String(record(each)[`${FLUX}/${key}`]).toLowerCase() === value.toLowerCase(),
  );
}

/**
 * The Flux Kustomizations that apply this object: the one of which that is known, the one that has labelled it or, where nobody is known to
 * apply it, all those of a run without Argo CD.
 */
export function kustomizationsOf(manifest: Manifest, index: Index): readonly Manifest[] {
  const applier = index.applierOf(manifest);
  if (applier !== undefined) return applier.engine === 'Flux' ? [applier.manifest] : [];
  const { [`${FLUX}/name`]: name, [`${FLUX}/namespace`]: namespace } = record(manifest.metadata.labels);
  const owner = index.get(Kind.FLUX_KUSTOMIZATION, text(namespace) ?? '', text(name) ?? '');
  if (owner !== undefined) return [owner];
  return index.all(Kind.APPLICATION).length > 0 ? [] : index.all(Kind.FLUX_KUSTOMIZATION);
}

/** Whether each Kustomization that may apply the object sets a field of its spec to true. */
export function isSetForAll(kustomizations: readonly Manifest[], field: 'prune' | 'force'): boolean {
  return kustomizations.length > 0 && kustomizations.every((each) => at(each, `spec.${field}`) === true);
}

/** Why the finalizer of a Kustomization deletes what it has applied; undefined if it leaves that, as it does while it is suspended. */
export function deletesWithItself(kustomization: Manifest): string | undefined {
  const { prune, deletionPolicy = 'MirrorPrune', suspend } = record(kustomization.spec);
  const deletes = deletionPolicy === 'MirrorPrune' ? prune === true : deletionPolicy !== 'Orphan';
  if (!deletes || suspend === true) return undefined;
  return deletionPolicy === 'MirrorPrune' ? 'prune: true' : `deletionPolicy: ${deletionPolicy}`;
}

/** The switch by which Flux never changes an object that is there; undefined if it does. */
export function leftAloneBy(manifest: Manifest): string | undefined {
  return SWITCHES.find(([key, value]) => isFluxSwitch(manifest, key, value))?.join(': ');
}

const SWITCHES = [
  ['reconcile', 'disabled'],
  ['ssa', 'Ignore'],
  ['ssa', 'IfNotPresent'],
] as const;

/** The switch by which Flux does not apply an object at all, one that is not there included. */
export function unappliedBy(manifest: Manifest): string | undefined {
  return SWITCHES.slice(0, 2)
    .find(([key, value]) => isFluxSwitch(manifest, key, value))
    ?.join(': ');
}

/** The switch by which Flux does not prune an object; undefined if it does. */
export function unprunedSwitchOf(manifest: Manifest): string | undefined {
  return isFluxSwitch(manifest, 'prune', 'disabled') ? 'prune: disabled' : unappliedBy(manifest);
}

/**
 * The objects of a kind that this Kustomization, and as far as is known no other, applies. Where folders were read, an object in none that
 * is applied belongs to nobody.
 */
export function appliedBy(kustomization: Manifest, kind: GroupKind, index: Index): Manifest[] {
  return index.all(kind).filter((each) => {
    if (index.knowsAppliers && index.applierOf(each) === undefined) return false;
    const [first, ...others] = kustomizationsOf(each, index);
    return first !== undefined && others.length === 0 && isSame(first, kustomization);
  });
}

/**
 * Whether the Kustomization that applies an object is this one. Where another one gives it its namespace, that is not known of what
 * applies.
 */
export function isSame(known: Manifest, given: Manifest): boolean {
  const [{ name, namespace }, other] = [known.metadata, given.metadata];
  const isPlaced = namespace === undefined || namespace === other.namespace;
  return groupKindOf(known) === groupKindOf(given) && name === other.name && isPlaced;
}
