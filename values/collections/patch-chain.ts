type Fields = Readonly<Record<string, unknown>>;

/**
 * States that follow one another, by name: the first whole, each later one as what it changes in the one before. A patch is that of
 * RFC 7386 (null removes a field), and an object in the place of a list changes single items of it, by index.
 */
export type PatchChain = Readonly<Record<string, unknown>>;

/**
 * Stores states, in their order. Their keys are sorted.
 *
 * @throws Error for a state that the chain would not give back, because of a null
 */
export function chainOf(states: readonly (readonly [name: string, state: unknown])[]): PatchChain {
  let before: unknown;
  const links = states.map(([name, state]) => {
    const link = patchBetween(before, state);
    if (JSON.stringify(patched(before, link)) !== JSON.stringify(state)) {
      throw new Error(`${name}: cannot be stored as a change of the one before it`);
    }
    before = state;
    return [name, link] as const;
  });
  return Object.fromEntries(links);
}

/** A state of the chain; undefined if it has none of this name. */
export function stateIn(chain: PatchChain, name: string): unknown {
  if (!Object.hasOwn(chain, name)) return undefined;
  const names = Object.keys(chain);
  return names
    .slice(0, names.indexOf(name) + 1)
    .reduce<unknown>((state, each) => patched(state, chain[each]), undefined);
}

function patchBetween(before: unknown, after: unknown): unknown {
  if (isList(before) && isList(after) && before.length === after.length && [...before, ...after].every(isFields)) {
    return patchBetween({ ...before }, { ...after });
  }
  if (!isFields(before) || !isFields(after)) return after;
  const changed = Object.keys(after).filter((key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]));
  return Object.fromEntries([
    ...Object.keys(before).flatMap((key) => (Object.hasOwn(after, key) ? [] : [[key, null]])),
    ...changed.map((key) => [key, patchBetween(before[key], after[key])]),
  ]);
}

function patched(before: unknown, patch: unknown): unknown {
  if (!isFields(patch)) return patch;
  if (isList(before)) {
    return before.map((item, index) => (Object.hasOwn(patch, index) ? patched(item, patch[index]) : item));
  }
  if (!isFields(before)) return patch;
  const fields = new Map(Object.entries(before));
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) fields.delete(key);
    else fields.set(key, patched(fields.get(key), value));
  }
  return Object.fromEntries([...fields].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}
