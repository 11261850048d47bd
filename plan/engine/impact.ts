/**
 * What a change does to the running database, the worst last:
 * - `none`: nothing that a client notices
 * - `reload`: PostgreSQL or PgBouncer reads its configuration again, or has a copy to make or more clients to serve; no process restarts
 * - `rolling-update`: replicas first, then a switchover
 * - `restart`: the primary is unavailable for a moment
 * - `outage`: down for as long as it takes, such as a major upgrade
 * - `unknown`: what it does depends on what cannot be read: a variable, or a chart that was not rendered
 * - `ignored`: accepted, and CNPG does nothing with it
 * - `rejected`: the API server or a webhook refuses it
 * - `replace`: a new object; the old one stays or goes
 * - `data-loss`: data, or the way back to it, is deleted
 */
export const IMPACTS = [
  'none',
  'reload',
  'rolling-update',
  'restart',
  'outage',
  'unknown',
  'ignored',
  'rejected',
  'replace',
  'data-loss',
] as const;

export type Impact = (typeof IMPACTS)[number];

/** The rank of an impact: 0 for `none`. */
export function severityOf(impact: Impact): number {
  return IMPACTS.indexOf(impact);
}

export function worst(a: Impact, b: Impact): Impact {
  return severityOf(a) < severityOf(b) ? b : a;
}

/** The worst of several; `none` if the list is empty. */
export function worstOf(impacts: Iterable<Impact>): Impact {
  let found: Impact = 'none';
  for (const impact of impacts) found = worst(found, impact);
  return found;
}

export function isImpact(text: string): text is Impact {
  return (IMPACTS as readonly string[]).includes(text);
}
