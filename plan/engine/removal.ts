import { OPERATOR_CHART } from '../../manifests/argo/argo';
import { hasClientCertificate } from '../../manifests/cnpg/database-roles';
import { storeReferences } from '../../manifests/cnpg/plugins';
import { chartNamesOf } from '../../manifests/helm/installed-charts';
import { deletesCluster, HELM_POLICY } from '../../manifests/helm/kept';
import { Kind } from '../../manifests/object/kinds';
import { at, type GroupKind, groupKindOf, type Manifest, namespaceOf, text } from '../../manifests/object/manifest';
import { clusterNameOf } from '../../manifests/object/references';
import { clustersAppliedBy } from './applied-clusters';
import type { Verdict } from './change';
import { cutOff, DIRECTIONS, withVictims } from './cut-off';
import { removedOtherwise } from './dependents';
import { fateOf } from './fate';
import { isProtectedFromArgo, keptBy, keptFromCascade } from './keepers';
import { lostConfigMap, lostSecret } from './lost-content';
import { namesOf } from './object-names';
import { archiveLoss, type Moment, scheduleLoss } from './recoverability';
import { removedApplication, removedKustomization } from './removed-applier';
import { unprunedBy } from './unpruned';

type Judge = (manifest: Manifest, moment: Moment) => Verdict;

const loss =
  (reason: string): Judge =>
  () => ({ impact: 'data-loss', reason });
const cut =
  (reason: string): Judge =>
  () => ({ impact: 'outage', reason });
const harmless =
  (reason: string): Judge =>
  () => ({ impact: 'none', reason });

/** What is lost with an object that is no longer in the manifests. */
const REMOVALS: Readonly<Record<GroupKind, Judge>> = {
  [Kind.CLUSTER]: loss('deleting a Cluster deletes its instances and all their volumes'),
  [Kind.OBJECT_STORE]: objectStore,
  [Kind.NAMESPACE]: loss('deleting a namespace deletes everything in it, databases and volumes included'),
  PersistentVolumeClaim: loss('deleting a claim deletes its volume, unless its storage class retains it'),
  'postgresql.cnpg.io/Database': reclaimed('databaseReclaimPolicy', 'data-loss', 'the database'),
  [Kind.DATABASE_ROLE]: databaseRole,
  'postgresql.cnpg.io/Publication': reclaimed('publicationReclaimPolicy', 'outage', 'the publication'),
  'postgresql.cnpg.io/Subscription': reclaimed('subscriptionReclaimPolicy', 'outage', 'the subscription'),
  'postgresql.cnpg.io/Pooler': cut('everything that connects through the pooler is cut off'),
  'apps/Deployment': cut('its pods are deleted; the database is not touched'),
  Service: cut('everything that connects to it by name is cut off'),
  [Kind.SECRET]: (manifest, { objects }) => lostSecret(manifest, objects.after),
  [Kind.EXTERNAL_SECRET]: externalSecret,
  [Kind.SEALED_SECRET]: (manifest, { objects }) => lostSecret(manifest, objects.after),
  [Kind.CONFIG_MAP]: (manifest, moment) => lostConfigMap(manifest, moment.objects.after) ?? other(manifest, moment),
  [Kind.SCHEDULED_BACKUP]: scheduledBackup,
  [Kind.IMAGE_CATALOG]: catalog,
  [Kind.CLUSTER_IMAGE_CATALOG]: catalog,
  [Kind.NETWORK_POLICY]: networkPolicy,
  'postgresql.cnpg.io/Backup': harmless('the record of a backup is deleted, and a snapshot that it owns with it'),
  [Kind.APPLICATION]: removedApplication,
  [Kind.FLUX_KUSTOMIZATION]: removedKustomization,
  [Kind.HELM_RELEASE]: helmRelease('Flux'),
  [Kind.K3S_HELM_CHART]: helmRelease('K3s'),
};

// A kind may have any name, even `__proto__`.
const removals = new Map(Object.entries(REMOVALS));

/**
 * The effect of removing an object. A protection is mentioned, but does not lower the impact: only where it is known who applied it, and that
 * nobody deletes it, it stays.
 */
export function removalOf(
  manifest: Manifest,
  moment: Moment,
): Verdict & { readonly isKept?: boolean; readonly isProtected?: boolean } {
  const verdict = (removals.get(groupKindOf(manifest)) ?? other)(manifest, moment);
  const fate = fateOf(manifest, moment);
  if (fate !== undefined && 'stays' in fate) return { ...fate.stays, isKept: true };
  if (fate !== undefined && 'unread' in fate) {
    const impact = verdict.impact === 'none' ? 'none' : 'unknown';
    return { impact, reason: `${keptBy(manifest, moment.objects.before)}${fate.unread}${verdict.reason}` };
  }
  const kept = fate?.isCascade === true ? keptFromCascade(manifest) : keptBy(manifest, moment.objects.before);
  const words = fate?.words ?? unprunedBy(manifest, moment.objects);
  const vain =
    fate?.isCascade === true && isProtectedFromArgo(manifest) ? 'Delete=false would keep it, Prune does not: ' : '';
  return { ...verdict, reason: `${kept || `${words}${vain}`}${verdict.reason}`, isProtected: kept !== '' };
}

const other: Judge = (manifest, { objects }) => removedOtherwise(manifest, objects);

function objectStore(manifest: Manifest, moment: Moment): Verdict {
  const namespace = namespaceOf(manifest);
  const users = moment.objects.after
    .all(Kind.CLUSTER)
    .filter((cluster) => namespaceOf(cluster) === namespace)
    .filter((cluster) => storeReferences(cluster).some(({ store }) => store === manifest.metadata.name));
  const losses = users.flatMap((cluster) => archiveLoss(namespace, String(cluster.metadata.name), moment) ?? []);
  const lost = losses.length > 0 ? losses.join('. ') : 'clusters that archive there stop archiving';
  const named = users.length > 0 ? `${namesOf(users)} still names it: ` : '';
  const reason = `${named}${lost}. The reference to its backups is lost; the files themselves remain in the bucket`;
  return { impact: 'data-loss', reason };
}

function reclaimed(policy: string, impact: Verdict['impact'], what: string): Judge {
  return (manifest) =>
    at(manifest, `spec.${policy}`) === 'delete'
      ? { impact, reason: `${policy} is delete: ${what} is dropped` }
      : { impact: 'none', reason: `${policy} is retain: ${what} remains in PostgreSQL, unmanaged` };
}

/** The Secret with its certificate belongs to the object, whatever happens to the role. */
function databaseRole(manifest: Manifest, moment: Moment): Verdict {
  const { impact, reason } = reclaimed('databaseRoleReclaimPolicy', 'outage', 'the role')(manifest, moment);
  if (impact === 'outage')
    return { impact, reason: `${reason}, unless it owns anything: then the object waits for that` };
  if (!hasClientCertificate(manifest)) return { impact, reason };
  return {
    impact: 'outage',
    reason: `${reason}; its client certificate is deleted, and who logs in with it is refused`,
  };
}

function externalSecret(manifest: Manifest, { objects }: Moment): Verdict {
  const policy = text(at(manifest, 'spec.target.creationPolicy')) ?? 'Owner';
  return policy === 'Owner'
    ? lostSecret(manifest, objects.after)
    : { impact: 'none', reason: `its Secret remains unchanged (creationPolicy: ${policy}) and is no longer renewed` };
}

function scheduledBackup(manifest: Manifest, moment: Moment): Verdict {
  const own = at(manifest, 'spec.backupOwnerReference') === 'self';
  const records = own ? '; its Backup objects are deleted with it (backupOwnerReference: self), the files remain' : '';
  const name = clusterNameOf(manifest);
  const lost = name === undefined ? undefined : scheduleLoss(namespaceOf(manifest), name, moment);
  if (lost !== undefined) return { impact: 'data-loss', reason: `${lost}${records}` };
  return { impact: 'none', reason: `this schedule takes no more backups${records}` };
}

/** Other policies may still close its pods. */
function networkPolicy(manifest: Manifest, { objects }: Moment): Verdict {
  const [ingress, egress] = DIRECTIONS.map((direction) => cutOff(manifest, undefined, direction, objects));
  const verdict = ingress === undefined || ingress.impact === 'none' ? (egress ?? ingress) : ingress;
  return withVictims(verdict ?? { impact: 'none', reason: 'it restricted nothing' }, objects);
}

function catalog(manifest: Manifest, { objects }: Moment): Verdict {
  const users = objects.after.all(Kind.CLUSTER).filter((cluster) => {
    const from = at(cluster, 'spec.imageCatalogRef');
    if (at(from, 'kind') !== manifest.kind || at(from, 'name') !== manifest.metadata.name) return false;
    return manifest.kind !== 'ImageCatalog' || namespaceOf(cluster) === namespaceOf(manifest);
  });
  if (users.length === 0) return { impact: 'none', reason: 'no cluster of this change uses this catalog' };
  const reason = `${namesOf(users)} no longer finds an image: its pods keep running, but CNPG does not reconcile it, not even a failover`;
  return { impact: 'ignored', reason };
}

function helmRelease(engine: 'Flux' | 'K3s'): Judge {
  return (manifest, { objects }) => {
    const uninstalled = `${engine} uninstalls the release`;
    switch (deletesCluster(manifest, objects.before)) {
      case true:
        return {
          impact: 'data-loss',
          reason: `${uninstalled}: its Cluster is deleted, with its instances and all their volumes`,
        };
      case false:
        return { impact: 'none', reason: `${uninstalled}: its Cluster stays (${HELM_POLICY}: keep), unmanaged` };
    }
    const clusters = clustersAppliedBy(manifest, objects.before);
    if (clusters.length > 0)
      return { impact: 'none', reason: `${uninstalled}: what becomes of ${namesOf(clusters)} is said there` };
    const charts = chartNamesOf(manifest, objects.before);
    return charts.includes(OPERATOR_CHART)
      ? { impact: 'none', reason: `${uninstalled}: databases keep running, without failover, backups and changes` }
      : { impact: 'none', reason: `${uninstalled}; no database is known to depend on it` };
  };
}
