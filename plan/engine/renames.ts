import { groupKindOf, type Manifest } from '../../manifests/object/manifest';
import { compare } from '../../values/collections/compare';
import { groupBy } from '../../values/collections/group-by';
import { normalize } from './normalize';

/** An object that goes, and one that comes with the same content under another name or in another namespace. */
export interface Rename {
  readonly from: Manifest;
  readonly to: Manifest;
}

export function renamesAmong(removed: readonly Manifest[], created: readonly Manifest[]): Rename[] {
  // Nothing can be renamed where nothing goes or nothing comes: then there is no need to look at any content.
  if (removed.length === 0 || created.length === 0) return [];
  const candidates = groupBy(
    created.flatMap((to) => fingerprints(to).map((print) => ({ print, to }))),
    ({ print }) => print,
  );
  const taken = new Set<Manifest>();
  return removed.flatMap((from) => {
    for (const print of fingerprints(from)) {
      const same = candidates.get(print) ?? [];
      // Taken ones are thrown away as they are met, so that many objects of one content do not cost the square of their number.
      while (same[0] !== undefined && taken.has(same[0].to)) same.shift();
      const [found] = same;
      if (found === undefined) continue;
      taken.add(found.to);
      return [{ from, to: found.to }];
    }
    return [];
  });
}

/** The content as it is, and with the object's own name left out wherever it stands: a cluster is often named in its own spec. */
function fingerprints(manifest: Manifest): string[] {
  const { apiVersion: _, kind: __, metadata: ___, ...content } = normalize(manifest);
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
