/** Something that a wait may be in vain for. */
export interface Obstacle {
  /** What makes two sightings the same one. */
  readonly key: string;
  readonly text: string;
  /**
   * Seconds after which nobody expects it to go by itself: 0 for what is final, infinity for what only explains a wait that was too long.
   */
  readonly patience: number;
}

/** Looks at what a wait depends on. It never fails: who may not look sees nothing. */
export type Lookout = () => Promise<readonly Obstacle[]>;

/** Something that explains a wait, and ends none. */
export function hint(key: string, text: string): Obstacle {
  return { key, text, patience: Number.POSITIVE_INFINITY };
}

/** Remembers since when an obstacle has been there without a break. */
export class Sightings {
  #since = new Map<string, number>();
  #last: readonly Obstacle[] = [];

  /** The words of the one that nobody waits for any longer. */
  see(now: number, obstacles: readonly Obstacle[]): string | undefined {
    this.#since = new Map(obstacles.map(({ key }) => [key, this.#since.get(key) ?? now]));
    this.#last = obstacles;
    return obstacles.find(({ key, patience }) => now - (this.#since.get(key) ?? now) >= patience * 1000)?.text;
  }

  /** What was there at the last look. */
  get words(): string {
    return [...new Set(this.#last.map(({ text }) => text))].join('; ');
  }
}
