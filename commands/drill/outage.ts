/** One try to commit a row. */
export interface Attempt {
  readonly row: number;
  /** When the answer came, milliseconds since 1970. */
  readonly at: number;
  readonly acknowledged: boolean;
}

/** Milliseconds since 1970. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/**
 * The longest time without an acknowledged write, beginning at an acknowledged one. Writes that never come back leave it open: it lasts
 * until the end.
 */
export function longestGap(attempts: readonly Attempt[], end: number): Span | undefined {
  const times = attempts.filter(({ acknowledged }) => acknowledged).map(({ at }) => at);
  const gaps = times.map((from, index) => ({ from, to: times[index + 1] ?? Math.max(end, from) }));
  return gaps.reduce<Span | undefined>(
    (longest, gap) => (longest === undefined || gap.to - gap.from > longest.to - longest.from ? gap : longest),
    undefined,
  );
}

/** Rows whose commit was acknowledged and that are not there. A row that is there without an acknowledgement is none of them. */
export function lostRows(attempts: readonly Attempt[], present: readonly number[]): number[] {
  const there = new Set(present);
  return attempts.filter(({ row, acknowledged }) => acknowledged && !there.has(row)).map(({ row }) => row);
}
