/** A minor release of CloudNativePG, the minor of the chart that installs it, and the last day on which it gets fixes. */
export interface OperatorRelease {
  readonly operator: string;
  readonly chart: string;
  /** @default - not announced yet */
  readonly supportedUntil?: string;
}

/**
 * @see https://cloudnative-pg.io/documentation/current/supported_releases/
 * @see https://github.com/cloudnative-pg/charts/releases
 */
export const OPERATOR_RELEASES: readonly OperatorRelease[] = [
  { operator: '1.28', chart: '0.27', supportedUntil: '2026-06-30' },
  { operator: '1.29', chart: '0.28', supportedUntil: '2026-09-29' },
  { operator: '1.30', chart: '0.29' },
];
