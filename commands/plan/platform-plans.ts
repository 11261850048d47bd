import { byPlatform } from '../../manifests/argo/platforms';
import { identityOf } from '../../manifests/object/identity';
import { isKustomization, type Manifest } from '../../manifests/object/manifest';
import { type Plan, type PlanOptions, plan } from '../../plan';
import { joined } from '../../plan/engine/joined';
import { groupBy } from '../../values/collections/group-by';
import type { FiledManifest } from './manifests-in';

type Groups = ReadonlyMap<string, readonly FiledManifest[]>;

/**
 * The plans of all Kubernetes clusters as one: an object in one of them is never compared with one of the same name in another.
 * @param only - name of the platform that is meant @default - all
 */
export function platformPlans(
  before: readonly FiledManifest[],
  after: readonly FiledManifest[],
  options: (platform: string) => PlanOptions,
  only?: string,
): Plan {
  const next = byPlatform(after);
  const old = paired(byPlatform(before), next);
  const appliers = new Map(
    [...before, ...after].flatMap(({ manifest, appliedBy }) => (appliedBy ? [[manifest, appliedBy] as const] : [])),
  );
  const remaining = new Set(before.flatMap(({ manifest, isRemaining }) => (isRemaining ? [manifest] : [])));
  const copies = new Set(before.flatMap(({ manifest, isCopy, appliedBy }) => (isCopy && !appliedBy ? [manifest] : [])));
  const takenUp = new Set(after.flatMap(({ manifest, isTakenUp }) => (isTakenUp ? [manifest] : [])));
  const unapplied = new Set(after.flatMap(({ manifest, isUnapplied }) => (isUnapplied ? [manifest] : [])));
  const names = [...new Set([...old.keys(), ...next.keys()])]
    .filter((name) => only === undefined || name === only)
    .sort();
  const plans = names.map((name) => ({
    platform: name === '' ? undefined : name,
    plan: plan(manifests(old, name), manifests(next, name), {
      ...options(name),
      appliers,
      remaining,
      copies,
      takenUp,
      unapplied,
    }),
  }));
  const [first] = plans;
  return first !== undefined && plans.length === 1 ? first.plan : joined(plans);
}

function manifests(groups: Groups, name: string): Manifest[] {
  return (groups.get(name) ?? []).map(({ manifest }) => manifest);
}

/**
 * What was on a platform that is no more stands where it is now: on several, where one served them all. Where another platform goes on, under
 * its name or without one, it has objects of its own: what the one that is gone had of the same names is gone with it.
 */
function paired(before: Groups, after: Groups): Groups {
  const homes = groupBy(
    [...after].flatMap(([name, objects]) =>
      objects.flatMap(({ manifest }) => (isKustomization(manifest) ? [] : [{ name, identity: identityOf(manifest) }])),
    ),
    ({ identity }) => identity,
  );
  const successors = new Map(
    [...after].map(([name, objects]) => [name, predecessorsOf(name, objects, before)] as const),
  );
  const isFor = (home: string, name: string) => {
    const known = successors.get(home) ?? [];
    return name === '' || known.length === 0 || known.includes(name);
  };
  const placed = [...before].flatMap(([name, objects]) =>
    objects.flatMap((object) => {
      const known = after.has(name) || isKustomization(object.manifest) ? [] : homes.get(identityOf(object.manifest));
      const now = (known ?? []).filter((home) => isFor(home.name, name));
      return now.length === 0 ? [{ name, object }] : now.map((home) => ({ name: home.name, object }));
    }),
  );
  const groups = groupBy(placed, ({ name }) => name);
  return new Map([...groups].map(([name, each]) => [name, each.map(({ object }) => object)]));
}

/** The platforms that go on as this one: the one of its name, or else those of whose files it has some. */
function predecessorsOf(name: string, objects: readonly FiledManifest[], before: Groups): readonly string[] {
  if (before.has(name)) return [name];
  const files = new Set(objects.map(({ file }) => file));
  return [...before].flatMap(([old, all]) => (all.some(({ file }) => files.has(file)) ? [old] : []));
}
