/**
 * What is made of the same things only once. A spec is made when its construct is, so that a mistake is reported where it was written, and
 * asked for again when the tree is rendered.
 */
export function madeOnce<T extends object>(): (from: readonly unknown[], make: () => T) => T {
  let before: { readonly from: readonly unknown[]; readonly made: T } | undefined;
  return (from, make) => {
    if (before === undefined || from.some((each, i) => each !== before?.from[i])) before = { from, made: make() };
    return before.made;
  };
}
