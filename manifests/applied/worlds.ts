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
  const identities = new Map(roots.map((root) => [root, new Set(root.documents.flatMap(identitiesOf))]));
  const conflicts = (a: Root, b: Root) => {
    const [own, others] = [identities.get(a), identities.get(b)];
    return own !== undefined && others !== undefined && [...own].some((identity) => others.has(identity));
  };
  const isShared = (root: Root) => roots.every((other) => other === root || !conflicts(root, other));
  const shared = roots.filter(isShared);
  const worlds: Root[][] = [];
  for (const root of roots.filter((each) => !isShared(each))) {
    const world = worlds
      .filter((each) => each.every((other) => !conflicts(root, other)))
      .sort((a, b) => likeness(root, b) - likeness(root, a))[0];
    if (world) world.push(root);
    else worlds.push([root]);
  }
  const all = worlds.length === 0 ? [[]] : worlds;
  return all.map((own) => {
    const members = roots.filter((root) => shared.includes(root) || own.includes(root));
    return { roots: members, isWhole: members.every(({ unseen, remote }) => unseen.length + remote.length === 0) };
  });
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
