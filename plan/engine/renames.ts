import { groupKindOf, type Manifest, namespaceOf } from '../../manifests/object/manifest';
import type { Target } from '../../values/cnpg/target';
import { compare } from '../../values/collections/compare';
import { groupBy } from '../../values/collections/group-by';
import { normalize } from './normalize';

/** A removed object, and a new one with the same content under another name or in another namespace. */
export interface Rename {
  readonly from: Manifest;
  readonly to: Manifest;
}

export function renamesAmong(removed: readonly Manifest[], created: readonly Manifest[], target: Target): Rename[] {
  // Without both a removed and a new object there is no rename, and no content needs to be compared.
  if (removed.length === 0 || created.length === 0) return [];
  const prints = new Map([...removed, ...created].map((each) => [each, fingerprints(each, target)]));
  const printsOf = (manifest: Manifest) => prints.get(manifest) ?? [];
  // Tenants look alike: who has gone in one namespace comes back there, if it can.
  const beside = pairsAmong(removed, created, (each) => printsOf(each).map((print) => `${namespaceOf(each)} ${print}`));
  const paired = new Set(beside.flatMap(({ from, to }) => [from, to]));
  const isLeft = (manifest: Manifest) => !paired.has(manifest);
  return [...beside, ...pairsAmong(removed.filter(isLeft), created.filter(isLeft), printsOf)];
}

function pairsAmong(
  removed: readonly Manifest[],
  created: readonly Manifest[],
  keysOf: (manifest: Manifest) => readonly string[],
): Rename[] {
  const candidates = groupBy(
    created.flatMap((to) => keysOf(to).map((key) => ({ key, to }))),
    ({ key }) => key,
  );
  const taken = new Set<Manifest>();
  return removed.flatMap((from) => {
    for (const key of keysOf(from)) {
      const same = candidates.get(key) ?? [];
      // Used ones are removed as they are found, so that many objects with the same content do not take quadratic time.
      while (same[0] !== undefined && taken.has(same[0].to)) same.shift();
      const [found] = same;
      if (found === undefined) continue;
      taken.add(found.to);
      return [{ from, to: found.to }];
    }
    return [];
  });
}

/** The content as written, and without the object's own name in any place: the spec of a cluster often contains its name. */
function fingerprints(manifest: Manifest, target: Target): string[] {
  const { apiVersion: _, kind: __, metadata: ___, ...content } = normalize(manifest, target);
  const { name } = manifest.metadata;
  if (Object.keys(content).length === 0) return [];
  const kind = groupKindOf(manifest);
  return [
    `${kind} ${JSON.stringify(canonical(content))}`,
    `${kind} without name ${JSON.stringify(canonical(content, name))}`,
  ];
}

function canonical(value: unknown, own?: string): unknown {
  if (typeof value === 'string') return own !== undefined && value === own ? { own: true } : value;
  if (Array.isArray(value)) return value.map((item) => canonical(item, own));
  if (typeof value !== 'object' || value === null) return value;
  return Object.entries(value)
    .sort(([a], [b]) => compare(a, b))
    .map(([key, item]) => [key, canonical(item, own)]);
}
