/** The name with the fewest letters added, dropped, replaced or swapped; undefined where none has as few as the limit. */
export function nearest(
  name: string,
  candidates: Iterable<string>,
  limit = Math.max(2, Math.floor(name.length / 4)),
): string | undefined {
  let best: { readonly name: string; readonly distance: number } | undefined;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - name.length) > limit) continue;
    const distance = distanceOf(name, candidate);
    if (distance <= limit && (best === undefined || distance < best.distance)) best = { name: candidate, distance };
  }
  return best?.name;
}

function distanceOf(a: string, b: string): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row += 1) {
    const here = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const cost = a[row - 1] === b[column - 1] ? 0 : 1;
      const swapped = a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      const choices = [last[column - 1] ?? 0, last[column] ?? 0, here[column - 1] ?? 0];
      const [replaced = 0, dropped = 0, added = 0] = choices;
      const swap = swapped ? (before[column - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY;
      here.push(Math.min(replaced + cost, dropped + 1, added + 1, swap));
    }
    [before, last] = [last, here];
  }
  return last[b.length] ?? 0;
}
