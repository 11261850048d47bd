import { manifestName, namespacedName } from '../object/identity';
import { Kind } from '../object/kinds';
import { at, type GroupKind, groupKindOf, list, type Manifest, namespaceOf, record, text } from '../object/manifest';
import type { Index } from '../object/object-index';
import { appliedBy, isSame } from './flux';

/** The kinds that wait for others of their kind by `dependsOn`. */
export const DEPENDING_KINDS = [Kind.FLUX_KUSTOMIZATION, Kind.HELM_RELEASE] as const;

/** One entry of `dependsOn`. */
export interface Dependency {
  readonly path: string;
  readonly namespace: string;
  readonly name: string;
  /** Whether an expression, and not its health, says when it is ready. */
  readonly hasExpression: boolean;
}

/** What an object names in `dependsOn`: a namespace that is not given is its own. */
export function dependenciesOf(manifest: Manifest): Dependency[] {
  return list(at(manifest, 'spec.dependsOn')).flatMap((entry, index) => {
    const { name, namespace, readyExpr } = record(entry);
    const named = text(name);
    if (named === undefined) return [];
    const where = { name: named, namespace: text(namespace) || namespaceOf(manifest) };
    return [{ ...where, path: `spec.dependsOn[${index}]`, hasExpression: (text(readyExpr) ?? '') !== '' }];
  });
}

/** The object that a dependency names, which is of the kind of the one that waits. */
export function dependencyIn(manifest: Manifest, { namespace, name }: Dependency, index: Index): Manifest | undefined {
  return index.get(groupKindOf(manifest), namespace, name);
}

/** Something that has to happen to an object of Flux: that it is applied, or that it is ready. */
interface Event {
  readonly manifest: Manifest;
  readonly is: 'applied' | 'ready';
}

/** An event, and why another one waits for it. */
interface Wait extends Event {
  readonly because: string;
  /** The object that names the other one in `dependsOn`, if that is why. */
  readonly depending?: Manifest;
}

/** A way from an object back to itself: why each on it waits for the next, and who of them could cease to depend on it. */
export interface Circle {
  readonly depending: readonly Manifest[];
  readonly reasons: readonly string[];
}

/**
 * Why an object of Flux waits for itself; undefined if it does not. It is applied after what it depends on is ready, and a Kustomization
 * with `wait` is ready after what it applies is.
 */
export function circleOf(manifest: Manifest, index: Index): Circle | undefined {
  const waits = index.derive(waitsAmong);
  const start = waits.get(manifest)?.applied;
  if (start === undefined) return undefined;
  const seen = new Set<readonly Wait[]>();
  const queue = [{ event: start, depending: [] as readonly Manifest[], reasons: [] as readonly string[] }];
  for (const { event, ...way } of queue) {
    for (const wait of event) {
      const following = waits.get(wait.manifest)?.[wait.is];
      if (following === undefined || seen.has(following)) continue;
      const depending = wait.depending ? [...way.depending, wait.depending] : way.depending;
      const reasons = wait.because === '' ? way.reasons : [...way.reasons, wait.because];
      // Two that only apply each other: somebody else made the first of them.
      if (following === start) return depending.length > 0 ? { depending, reasons } : undefined;
      seen.add(following);
      queue.push({ event: following, depending, reasons });
    }
  }
  return undefined;
}

/** Whether an object is applied only after another one: it waits until that is ready, or is among what that applies. */
export function waitsFor(manifest: Manifest, other: Manifest, index: Index): boolean {
  const waits = index.derive(waitsAmong);
  const queue = [waits.get(manifest)?.applied ?? []];
  const seen = new Set(queue);
  for (const event of queue) {
    for (const { manifest: next, is } of event) {
      if (isSame(other, next)) return true;
      const following = waits.get(next)?.[is] ?? [];
      if (!seen.has(following)) queue.push(following);
      seen.add(following);
    }
  }
  return isSame(other, manifest);
}

type Waits = Readonly<Record<Event['is'], readonly Wait[]>>;

function waitsAmong(index: Index): ReadonlyMap<Manifest, Waits> {
  const all = DEPENDING_KINDS.flatMap((kind) => index.all(kind)).filter((each) => at(each, 'spec.suspend') !== true);
  const children = new Map(all.map((each) => [each, childrenOf(each, index)]));
  const parents = new Map([...children].flatMap(([parent, made]) => made.map((each) => [each, parent] as const)));
  return new Map(
    all.map((each) => {
      const parent = parents.get(each);
      const by: Wait[] = parent
        ? [{ manifest: parent, is: 'applied', because: `${manifestName(parent)} applies ${namespacedName(each)}` }]
        : [];
      return [
        each,
        {
          applied: [...by, ...dependsOn(each, index)],
          ready: [{ manifest: each, is: 'applied', because: '' }, ...awaited(each, children.get(each) ?? [])],
        },
      ];
    }),
  );
}

/** What a Kustomization applies, itself apart: somebody else made it first. */
function childrenOf(manifest: Manifest, index: Index): Manifest[] {
  if (groupKindOf(manifest) !== Kind.FLUX_KUSTOMIZATION) return [];
  return DEPENDING_KINDS.flatMap((kind) => appliedBy(manifest, kind, index)).filter((each) => each !== manifest);
}

function dependsOn(manifest: Manifest, index: Index): Wait[] {
  return dependenciesOf(manifest).flatMap((dependency): Wait[] => {
    const found = dependency.hasExpression ? undefined : dependencyIn(manifest, dependency, index);
    const because = found ? `${manifestName(manifest)} depends on ${namespacedName(found)}` : '';
    return found ? [{ manifest: found, is: 'ready', because, depending: manifest }] : [];
  });
}

/** What has to be ready for a Kustomization to be so, unless an expression says what that is. */
function awaited(manifest: Manifest, children: readonly Manifest[]): Wait[] {
  const expressed = list(at(manifest, 'spec.healthCheckExprs')).map((each) => record(each).kind);
  return children
    .filter((each) => isChecked(manifest, each) && !expressed.includes(each.kind))
    .map((each) => ({
      manifest: each,
      is: 'ready',
      because: `${manifestName(manifest)} waits for ${namespacedName(each)}`,
    }));
}

/** Whether a Kustomization waits for an object that it applies. */
export function isChecked(kustomization: Manifest, object: Manifest): boolean {
  if (at(kustomization, 'spec.wait') === true) return true;
  return healthChecksOf(kustomization).some(
    ({ kind, namespace, name }) =>
      kind === groupKindOf(object) && namespace === namespaceOf(object) && name === object.metadata.name,
  );
}

/** The objects that a Kustomization names in `healthChecks`. With `wait` it does not read them. */
export function healthChecksOf(
  kustomization: Manifest,
): { path: string; kind: GroupKind; namespace: string; name: string }[] {
  if (at(kustomization, 'spec.wait') === true) return [];
  return list(at(kustomization, 'spec.healthChecks')).map((entry, index) => {
    const check = record(entry);
    const [apiVersion = '', kind = '', namespace = '', name = ''] = ['apiVersion', 'kind', 'namespace', 'name'].map(
      (key) => text(check[key]),
    );
    return { path: `spec.healthChecks[${index}]`, kind: groupKindOf({ apiVersion, kind }), namespace, name };
  });
}
