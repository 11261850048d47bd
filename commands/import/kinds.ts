/** The kinds in use, by API group: facts are kept of each. Everything else in a source is skipped. */
export const IMPORTED_KINDS: Readonly<Record<string, readonly string[]>> = {
  'argoproj.io': ['Application', 'AppProject', 'ApplicationSet'],
  'barmancloud.cnpg.io': ['ObjectStore'],
  'cert-manager.io': ['Certificate', 'Issuer'],
  'external-secrets.io': ['ExternalSecret', 'SecretStore'],
  'generators.external-secrets.io': ['Password'],
  'monitoring.coreos.com': ['PodMonitor', 'PrometheusRule'],
  'postgresql.cnpg.io': [
    'Backup',
    'Cluster',
    'ClusterImageCatalog',
    'Database',
    'DatabaseRole',
    'ImageCatalog',
    'Pooler',
    'Publication',
    'ScheduledBackup',
    'Subscription',
  ],
};

/** Rules read the facts of these, and no construct needs their classes: L1 is not generated. */
const FACTS_ONLY: ReadonlySet<string> = new Set(['argoproj.io/ApplicationSet', 'external-secrets.io/SecretStore']);

export function isUsed(group: unknown, kind: unknown): boolean {
  return (
    typeof group === 'string' &&
    Object.hasOwn(IMPORTED_KINDS, group) &&
    (IMPORTED_KINDS[group] ?? []).some((used) => used === kind)
  );
}

export function hasL1(group: string, kind: string): boolean {
  return !FACTS_ONLY.has(`${group}/${kind}`);
}

/** Groups of which several releases are known: facts are kept of each, and classes are those of the newest. */
const KEPT_RELEASES: ReadonlySet<string> = new Set(['barmancloud.cnpg.io', 'postgresql.cnpg.io']);

export function keepsReleases(group: string): boolean {
  return KEPT_RELEASES.has(group);
}
