import { APPLICATION_HEALTH } from './health/application-health';
import { APPLIED_HEALTH } from './health/applied';
import { BACKUP_HEALTH } from './health/backup-health';
import { CLUSTER_HEALTH } from './health/cluster-health';
import { EXTERNAL_SECRET_HEALTH } from './health/external-secret-health';
import { HEALTH_HELPERS } from './health/helpers';
import { OBJECT_STORE_HEALTH } from './health/object-store-health';
import { POOLER_HEALTH } from './health/pooler-health';
import { SCHEDULED_BACKUP_HEALTH } from './health/scheduled-backup-health';

// ImageCatalog and ClusterImageCatalog have no status: being there is all that they can be.
const SCRIPTS: Readonly<Record<string, string>> = {
  'argoproj.io_Application': APPLICATION_HEALTH,
  'barmancloud.cnpg.io_ObjectStore': OBJECT_STORE_HEALTH,
  'external-secrets.io_ExternalSecret': EXTERNAL_SECRET_HEALTH,
  'postgresql.cnpg.io_Backup': BACKUP_HEALTH,
  'postgresql.cnpg.io_Cluster': CLUSTER_HEALTH,
  'postgresql.cnpg.io_Database': APPLIED_HEALTH,
  'postgresql.cnpg.io_DatabaseRole': APPLIED_HEALTH,
  'postgresql.cnpg.io_Pooler': POOLER_HEALTH,
  'postgresql.cnpg.io_Publication': APPLIED_HEALTH,
  'postgresql.cnpg.io_ScheduledBackup': SCHEDULED_BACKUP_HEALTH,
  'postgresql.cnpg.io_Subscription': APPLIED_HEALTH,
};

/**
 * Health of the kinds of CNPG, its Barman Cloud plugin, ExternalSecrets and Argo CD's Applications, as keys of `argocd-cm` with scripts in Lua: what
 * `kubectl patch` lays over that ConfigMap, or `configs.cm` of Argo CD's chart holds.
 * @see https://argo-cd.readthedocs.io/en/stable/operator-manual/health/#custom-health-checks
 */
export function argoHealth(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(SCRIPTS).map(([kind, script]) => [
      `resource.customizations.health.${kind}`,
      `${HEALTH_HELPERS}\n${script}`,
    ]),
  );
}
