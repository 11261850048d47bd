import type { Document } from '../object/document';
import { identityOf } from '../object/identity';
import type { Root } from './roots';

/** Roots that may be applied to one cluster. */
export interface World<R> {
  readonly roots: readonly R[];
  /** Those of them that are not for every cluster. */
  readonly rivals: readonly R[];
  /** Whether everything of it was seen. */
  readonly isWhole: boolean;
}

/**
 * Roots that define one object twice are not for one cluster: they are environments, or one includes what the other does. Roots without
 * such a conflict belong to every world.
 */
export function worldsOf(roots: readonly Root[]): World<Root>[] {
  return worldsAmong(roots, ({ documents }) => documents.flatMap(identitiesOf));
}

type Placed = Pick<Root, 'folder' | 'unseen' | 'remote'>;

/** @param identities - of what a root defines: two roots with one in common are not for one cluster */
export function worldsAmong<R extends Placed>(
  roots: readonly R[],
  identities: (root: R) => readonly string[],
): World<R>[] {
  const rivals = rivalsAmong(roots, identities);
  const worlds: R[][] = [];
  for (const root of roots) {
    const others = rivals.get(root);
    if (others === undefined) continue;
    const world = worlds
      .filter((each) => !each.some((other) => others.has(other)))
      .sort((a, b) => likeness(root, b) - likeness(root, a))[0];
    if (world) world.push(root);
    else worlds.push([root]);
  }
  const all = worlds.length === 0 ? [[]] : worlds;
  return all.map((own) => {
    const chosen = new Set(own);
    const members = roots.filter((root) => !rivals.has(root) || chosen.has(root));
    return {
      roots: members,
      rivals: own,
      isWhole: members.every(({ unseen, remote }) => unseen.length + remote.length === 0),
    };
  });
}

/** The roots that define what others define, too, with these others. */
function rivalsAmong<R>(
  roots: readonly R[],
  identities: (root: R) => readonly string[],
): ReadonlyMap<R, ReadonlySet<R>> {
  const byIdentity = new Map<string, Set<R>>();
  for (const root of roots) {
    for (const identity of identities(root)) {
      byIdentity.set(identity, (byIdentity.get(identity) ?? new Set<R>()).add(root));
    }
  }
  const rivals = new Map<R, Set<R>>();
  for (const same of byIdentity.values()) {
    if (same.size === 1) continue;
    for (const root of same) {
      const others = rivals.get(root) ?? new Set<R>();
      for (const other of same) if (other !== root) others.add(other);
      rivals.set(root, others);
    }
  }
  return rivals;
}

/** How much the folders of a world have in common with that of a root: `prod` goes with `prod`. */
function likeness(root: Placed, world: readonly Placed[]): number {
  const steps = root.folder.split('/');
  return Math.max(...world.map(({ folder }) => folder.split('/').filter((step) => steps.includes(step)).length));
}

/** A Namespace may be written by each root that uses it. */
export function identitiesOf({ manifest }: Document): string[] {
  return manifest === undefined || manifest.kind === 'Namespace' ? [] : [identityOf(manifest)];
}
