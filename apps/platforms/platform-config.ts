import type { Platform, Subscriptions, Suppression } from '../../constructs/index';

/** What the `config.ts` of a platform says beyond what its applications need to know. */
export interface PlatformConfig {
  readonly platform: Platform;
  /** Who is told by Argo CD what happens to its databases; `{}` on a platform of Flux. */
  readonly notifications: Subscriptions;
  /** Findings about its operators that are known and accepted, each with its reason. */
  readonly suppressions: readonly Suppression[];
}

/**
 * (chosen) Who is told, by service and channel. Argo CD needs the service, with its token, in `argocd-notifications-cm` and
 * `argocd-notifications-secret`; without it nothing is sent.
 */
export const DATABASE_SUBSCRIPTIONS: Subscriptions = {
  'on-database-degraded': { slack: 'databases' },
  'on-database-missing': { slack: 'databases' },
  'on-database-suspended': { slack: 'databases' },
  'on-database-sync-failed': { slack: 'databases' },
  'on-database-prune-required': { slack: 'databases' },
  'on-database-drift': { slack: 'databases' },
};
