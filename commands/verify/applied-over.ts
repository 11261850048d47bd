import { equal, isObject, type Json } from '../../manifests/object/json';
import { at, list, type Manifest, record } from '../../manifests/object/manifest';

/**
 * What a live object would become if a manifest was applied to it, without asking the server, which calls even a dry run a write: what is
 * declared wins, what others have added stays, and what was applied before and is no longer declared goes.
 */
export function appliedOver(live: Manifest, declared: Manifest): Manifest {
  const owned = list(at(live, 'metadata.managedFields'))
    .map(record)
    .filter(({ operation, subresource }) => operation === 'Apply' && subresource === undefined);
  const kept = owned.reduce<unknown>((object, { fieldsV1 }) => withoutGone(object, declared, record(fieldsV1)), live);
  return merged(kept, declared) as Manifest;
}

function merged(live: unknown, declared: unknown): unknown {
  if (isObject(live) && isObject(declared)) {
    const fields = Object.entries(declared).map(([key, value]) => [key, merged(live[key], value)] as const);
    return { ...live, ...Object.fromEntries(fields) };
  }
  // Entries get defaults from the server, and keep their order.
  if (Array.isArray(live) && Array.isArray(declared) && live.length === declared.length) {
    return declared.map((entry, index) => merged(live[index], entry));
  }
  return equal(live, declared) ? live : declared;
}

/** Fields are named `f:name` there. Entries of lists (`k:`, `v:`) are left to the comparison of the whole list. */
function withoutGone(live: unknown, declared: unknown, fields: Json): unknown {
  if (!isObject(live)) return live;
  const entries = Object.entries(live).flatMap(([key, value]): (readonly [string, unknown])[] => {
    const field = fields[`f:${key}`];
    if (field === undefined) return [[key, value]];
    const wanted = isObject(declared) ? declared[key] : undefined;
    if (wanted !== undefined || Object.keys(record(field)).some((name) => name.startsWith('f:')))
      return [[key, withoutGone(value, wanted, record(field))]];
    return [];
  });
  return Object.fromEntries(entries);
}
