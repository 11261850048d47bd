import type { ClusterAlertName } from '../alerts';

/** A query of a panel. */
export interface Query {
  readonly expr: string;
  /** Name of each series, with labels as `{{pod}}`. */
  readonly legend: string;
}

/** A colour from a value up; the first of several has no value. */
export interface Step {
  readonly colour: 'green' | 'orange' | 'red' | 'blue';
  /** @default - from below everything */
  readonly from?: number;
}

/** What is shown for a value. */
export interface ValueMeaning {
  readonly text: string;
  readonly colour: Step['colour'];
}

/** A panel, as far as it says something about a database: how Grafana writes it down is not known here. */
export interface Panel {
  readonly title: string;
  /**
   * - stat: the last value, large; `name` shows the legend in its place
   * - lines, stack: values over time, next to or on top of each other
   * - states: what `means` says of each value, over time
   */
  readonly draws: 'stat' | 'name' | 'lines' | 'stack' | 'states';
  /** What is seen, what is bad, and what to do then. */
  readonly description: string;
  /** A unit of Grafana. @default 'short' */
  readonly unit?: Unit;
  /** Digits behind the point. @default - as many as Grafana finds useful */
  readonly decimals?: number;
  readonly queries: readonly Query[];
  /** Colours of the value, or lines across it. @default - none */
  readonly steps?: readonly Step[];
  /** Texts in place of values. @default - none */
  readonly means?: Readonly<Record<number, ValueMeaning>>;
  /** What is shown where nothing is found. @default '-' */
  readonly nothing?: string;
  /** Alerts about the same. @default - none */
  readonly alerts?: readonly ClusterAlertName[];
}

/** Units that Grafana scales: seconds, bytes, shares of one, rates of each second, microseconds. */
export type Unit = 'short' | 's' | 'bytes' | 'Bps' | 'percentunit' | 'ops' | 'µs';

/** Panels under a heading, in lines that fill the width. */
export interface Section {
  readonly title: string;
  readonly lines: readonly (readonly Panel[])[];
}

/** A dashboard. */
export interface Dashboard {
  /** What it shows: a word of its title, its UID and its file. */
  readonly about: 'cluster' | 'backups' | 'pools';
  readonly description: string;
  readonly sections: readonly Section[];
}

/** The window of rates: four scrapes, whatever the interval is. */
export const RATE = '[$__rate_interval]';

/** Good below a limit, and worth a look from three quarters of it on. */
export function goodBelow(limit: number): readonly Step[] {
  return [{ colour: 'green' }, { colour: 'orange', from: 0.75 * limit }, { colour: 'red', from: limit }];
}

/** Good from a number on. */
export function goodFrom(number: number): readonly Step[] {
  return [{ colour: 'red' }, { colour: 'green', from: number }];
}

/** A line across the panel, where an alert begins. */
export function limitAt(limit: number): readonly Step[] {
  return [{ colour: 'green' }, { colour: 'red', from: limit }];
}

/** Only those that make sense for a cluster. */
export function those(...panels: readonly (Panel | false)[]): readonly Panel[] {
  return panels.filter((panel) => panel !== false);
}
