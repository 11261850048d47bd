/** A value in each minute of the day; undefined where there is none. */
export type Value = (minute: number) => number | undefined;

export const HOUR = 60;
export const MINUTES = 24 * HOUR;

/** From 0.15 in the night to 1 in the evening. */
export function curve(minute: number): number {
  const hour = minute / HOUR;
  return 0.15 + 0.5 * Math.exp(-(((hour - 13) / 4) ** 2)) + 0.8 * Math.exp(-(((hour - 20) / 2.5) ** 2));
}

/** From -1 to 1, the same at every run. */
export function noise(minute: number, seed: number): number {
  let bits = Math.imul(minute + 1, 0x9e37_79b1) ^ Math.imul(seed + 1, 0x85eb_ca6b);
  bits = Math.imul(bits ^ (bits >>> 15), 0xc2b2_ae35);
  bits ^= bits >>> 13;
  return ((bits >>> 0) / 2 ** 32) * 2 - 1;
}

/** A counter that grows by so much each second, and begins again where its process does. */
export function total(rate: (minute: number) => number, restart?: number): Value {
  const sums = new Float64Array(MINUTES + 1);
  for (let minute = 1; minute <= MINUTES; minute++) {
    const before = minute === restart ? 0 : (sums[minute - 1] ?? 0);
    sums[minute] = before + 60 * Math.max(0, rate(minute));
  }
  return (minute) => sums[minute];
}
