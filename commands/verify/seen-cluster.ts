import type { Manifest } from '../../manifests/object/manifest';
import type { Index } from '../../manifests/object/object-index';
import type { Objectives } from '../../values/declarations/objectives';
import type { Live } from '../status/need';

/** A Cluster that is declared and one that runs, and what the checks may ask. */
export interface SeenCluster {
  /** As its application renders it. */
  readonly rendered: Manifest;
  /** As the API server completes it. */
  readonly declared: Manifest;
  /** What its application renders. */
  readonly index: Index;
  readonly live: Manifest;
  readonly objectives: Objectives;
  readonly ask: Live;
  readonly now: Date;
}

/** The way in which texts tell of an instant: `2026-11-21T13:00:00Z`. */
export function instantText(time: Date): string {
  return `${time.toISOString().slice(0, 19)}Z`;
}

/** `2 days`, `3 h`, `20 min`. */
export function spanText(seconds: number): string {
  if (seconds >= 2 * 86_400) return `${Math.floor(seconds / 86_400)} days`;
  return seconds >= 3600 ? `${Math.floor(seconds / 3600)} h` : `${Math.max(0, Math.floor(seconds / 60))} min`;
}
