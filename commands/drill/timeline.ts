import type { Clock } from './clock';

/** Who did it: the drill, the operator as the Cluster's status tells, or the writer. */
export type Lane = 'drill' | 'cluster' | 'writes';

export interface TimelineEvent {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly lane: Lane;
  readonly text: string;
}

/** What happened, in order; each event is told as it comes. */
export class Timeline {
  readonly #events: TimelineEvent[] = [];
  readonly #start: number;

  constructor(
    private readonly clock: Clock,
    private readonly tell: (line: string) => void,
  ) {
    this.#start = clock.now();
  }

  get start(): number {
    return this.#start;
  }

  get events(): readonly TimelineEvent[] {
    return [...this.#events].sort((a, b) => a.at - b.at);
  }

  add(lane: Lane, text: string, at = this.clock.now()): void {
    this.#events.push({ at, lane, text });
    this.tell(`${`+${((at - this.#start) / 1000).toFixed(1)} s`.padStart(10)}  ${text}\n`);
  }
}
