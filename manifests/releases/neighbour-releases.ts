import { satisfies } from '../../values/cnpg/version';
import type { TableSource } from '../../values/declarations/table-source';
import { isOver } from './operator-releases';

/** A minor of what a platform runs beside CloudNativePG. */
export interface NeighbourRelease {
  readonly neighbour: string;
  /** @default - it is installed without a chart */
  readonly chart?: string;
  readonly minor: string;
  /**
   * The newest patch on the day when the table was checked.
   * @default - it has ended
   */
  readonly patch?: string;
  /** Last day on which it gets fixes, or the minor whose release ends it. */
  readonly ends: { readonly on: string } | { readonly withRelease: string };
}

/**
 * Argo CD maintains its three newest minors, cert-manager two, External Secrets only the newest. Prometheus operator promises nothing: its
 * fixes go into the newest minor. The version of a chart is that of what it installs.
 */
export const NEIGHBOUR_RELEASES_SOURCE: TableSource = {
  table: 'releases of Argo CD, cert-manager, External Secrets and Prometheus operator, and the end of their support',
  sources: [
    'https://github.com/argoproj/argo-cd/releases',
    'https://cert-manager.io/docs/releases/',
    'https://external-secrets.io/latest/introduction/stability-support/',
    'https://github.com/external-secrets/external-secrets/releases',
    'https://github.com/prometheus-operator/prometheus-operator/releases',
  ],
  checked: '2026-11-28',
};

const ARGO_CD = { neighbour: 'Argo CD' };
const CERT_MANAGER = { neighbour: 'cert-manager', chart: 'cert-manager' };
const EXTERNAL_SECRETS = { neighbour: 'External Secrets', chart: 'external-secrets' };
const PROMETHEUS_OPERATOR = { neighbour: 'Prometheus operator' };

/** By neighbour, the oldest first. */
export const NEIGHBOUR_RELEASES: readonly NeighbourRelease[] = [
  { ...ARGO_CD, minor: '3.3', patch: '3.3.19', ends: { on: '2026-11-03' } },
  { ...ARGO_CD, minor: '3.4', patch: '3.4.13', ends: { withRelease: '3.7' } },
  { ...ARGO_CD, minor: '3.5', patch: '3.5.7', ends: { withRelease: '3.8' } },
  { ...ARGO_CD, minor: '3.6', patch: '3.6.2', ends: { withRelease: '3.9' } },
  { ...CERT_MANAGER, minor: '1.19', ends: { on: '2026-07-08' } },
  { ...CERT_MANAGER, minor: '1.20', patch: '1.20.3', ends: { withRelease: '1.22' } },
  { ...CERT_MANAGER, minor: '1.21', patch: '1.21.2', ends: { withRelease: '1.23' } },
  { ...EXTERNAL_SECRETS, minor: '2.9', ends: { on: '2026-08-28' } },
  { ...EXTERNAL_SECRETS, minor: '2.14', patch: '2.14.0', ends: { withRelease: '2.15' } },
  { ...PROMETHEUS_OPERATOR, minor: '0.95', patch: '0.95.2', ends: { withRelease: '0.96' } },
];

/**
 * Why a version of a neighbour gets no fixes; undefined while it is maintained, and for one that is newer than the table. What lies between
 * the minors of the table has ended: it lists all that are maintained.
 */
export function neighbourEnd(neighbour: string, version: string, now: Date): string | undefined {
  const rows = NEIGHBOUR_RELEASES.filter((release) => release.neighbour === neighbour);
  const newest = rows.at(-1);
  if (newest === undefined || satisfies(version, `>${newest.minor}`)) return undefined;
  const { ends } = rows.find(({ minor }) => satisfies(version, minor)) ?? {};
  if (ends === undefined) return `has no fixes any more: the newest is ${newest.patch}`;
  return 'on' in ends && isOver(ends.on, now) ? `has had no fixes since ${ends.on}` : undefined;
}
