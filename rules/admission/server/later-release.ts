import { isObject } from '../../../manifests/object/json';
import type { Target } from '../../../values/cnpg/target';
import { Version } from '../../../values/cnpg/version';
import { type Path, pathSteps } from '../path';
import { type KnownKind, kindIn } from './facts';
import type { Node } from './node';
import { knownReleases, schemaReleases } from './schema-releases';

/** A release after that of the target, which has what the target lacks. */
export interface LaterRelease {
  /** `of the releases known here, 1.30.0 is the first that has it` */
  readonly fact: string;
  /** `upgrade CloudNativePG from 1.28.0 to 1.30.0 or newer` */
  readonly fix: string;
}

/** The first release after the target that takes the value at a place of an object. */
export function laterValue(kind: KnownKind, target: Target, object: unknown, place: string): LaterRelease | undefined {
  const path = pathSteps(place);
  const value = path.reduce<unknown>(below, object);
  return laterRelease(kind, target, path, ({ checks }) => checks.every((check) => check(value) === undefined));
}

function below(parent: unknown, step: string | number): unknown {
  if (Array.isArray(parent)) return parent[Number(step)];
  return isObject(parent) && Object.hasOwn(parent, step) ? parent[step] : undefined;
}

/** The first known release after the target whose schema has a node at this place, one that `takes` what is written there. */
export function laterRelease(
  kind: KnownKind,
  target: Target,
  path: Readonly<Path>,
  takes: (node: Node) => boolean = () => true,
): LaterRelease | undefined {
  const releases = schemaReleases(kind.group, target);
  if (releases === undefined) return undefined;
  const { part, product } = releases;
  const wanted = Version.parse(target[part]);
  const first = knownReleases(kind.group).find((release) => {
    if (Version.parse(release).compareTo(wanted) <= 0) return false;
    const node = nodeAt(kindIn(`${kind.group}/${kind.version}`, kind.kind, release)?.root, path);
    return node !== undefined && takes(node);
  });
  return first === undefined
    ? undefined
    : {
        fact: `of the releases known here, ${first} is the first that has it`,
        fix: `upgrade ${product} from ${target[part]} to ${first} or newer`,
      };
}

function nodeAt(root: Node | undefined, path: Readonly<Path>): Node | undefined {
  return path.reduce<Node | undefined>(
    (node, step) => (typeof step === 'number' ? node?.items : node?.field(step)),
    root,
  );
}
