import type { Document } from '../object/document';
import { identityOf } from '../object/identity';
import type { Root } from './roots';

/** Roots that may be applied to one cluster. */
export interface World {
  readonly roots: readonly Root[];
  /** Whether everything of it was seen. */
  readonly isWhole: boolean;
}

/**
 * Roots that define one object twice are not for one cluster: they are environments, or one includes what the other does. Roots without
 * such a conflict belong to every world.
 */
export function worldsOf(roots: readonly Root[]): World[] {
  const rivals = rivalsAmong(roots);
  const worlds: Root[][] = [];
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
    return { roots: members, isWhole: members.every(({ unseen, remote }) => unseen.length + remote.length === 0) };
  });
}

/** The roots that define what others define, too, with these others. */
function rivalsAmong(roots: readonly Root[]): ReadonlyMap<Root, ReadonlySet<Root>> {
  const byIdentity = new Map<string, Set<Root>>();
  for (const root of roots) {
    for (const identity of root.documents.flatMap(identitiesOf)) {
      byIdentity.set(identity, (byIdentity.get(identity) ?? new Set<Root>()).add(root));
    }
  }
  const rivals = new Map<Root, Set<Root>>();
  for (const same of byIdentity.values()) {
    if (same.size === 1) continue;
    for (const root of same) {
      const others = rivals.get(root) ?? new Set<Root>();
      for (const other of same) if (other !== root) others.add(other);
      rivals.set(root, others);
    }
  }
  return rivals;
}

/** How much the folders of a world have in common with that of a root: `prod` goes with `prod`. */
function likeness(root: Root, world: readonly Root[]): number {
  const steps = root.folder.split('/');
  return Math.max(...world.map(({ folder }) => folder.split('/').filter((step) => steps.includes(step)).length));
}

/** A Namespace may be written by each root that uses it. */
function identitiesOf({ manifest }: Document): string[] {
  return manifest === undefined || manifest.kind === 'Namespace' ? [] : [identityOf(manifest)];
}
