/** The kinds that constructs or rules use, by API group. Everything else in a source is skipped. */
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
    'ImageCatalog',
    'Pooler',
    'Publication',
    'ScheduledBackup',
    'Subscription',
  ],
};

export function isUsed(group: unknown, kind: unknown): boolean {
  return (
    typeof group === 'string' &&
    Object.hasOwn(IMPORTED_KINDS, group) &&
    (IMPORTED_KINDS[group] ?? []).some((used) => used === kind)
  );
}
