/** Transactions of about the same latency. */
export interface Bucket {
  /** Milliseconds that none of them exceeds. */
  readonly upTo: number;
  readonly count: number;
}

/** Lines `latency 42 17`: 17 transactions of 4.2 to 4.3 ms. */
export function readHistogram(log: string): Bucket[] {
  return [...log.matchAll(/^latency (\d+) (\d+)$/gm)]
    .map(([, bucket, count]) => ({ upTo: (Number(bucket) + 1) / 10, count: Number(count) }))
    .sort((a, b) => a.upTo - b.upTo);
}

/** Milliseconds that this many percent of the transactions did not exceed (nearest rank, rounded up to the bucket). Null without any. */
export function percentile(histogram: readonly Bucket[], percent: number): number | null {
  const total = histogram.reduce((sum, { count }) => sum + count, 0);
  const rank = Math.max(1, Math.ceil((percent / 100) * total));
  let seen = 0;
  for (const { upTo, count } of histogram) {
    seen += count;
    if (seen >= rank) return upTo;
  }
  return null;
}
