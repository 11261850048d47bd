import { recoverySourceOf } from '../../manifests/cnpg/recovery-source';
import { Kind } from '../../manifests/object/kinds';
import { at, type Manifest, namespaceOf } from '../../manifests/object/manifest';
import type { Index } from '../../manifests/object/object-index';
import type { ClusterChange, ProcedureFinder } from '../engine/procedure';
import { isRebuild } from '../engine/rebuild';
import { besideSteps } from './beside';
import { formerClusters } from './former-clusters';

/**
 * A restore: into a new Cluster, never into one that exists.
 * @see https://cloudnative-pg.io/documentation/1.28/recovery/
 */
export const restoreAsNew: ProcedureFinder = (given) => {
  const { object, before, after, objects } = given;
  if (at(after, 'spec.bootstrap.recovery') === undefined || isRebuild(before, after, objects)) return undefined;
  const edited = before !== undefined && at(before, 'spec.bootstrap.recovery') === undefined;
  const isNew = before === undefined;
  if (!edited && !(isNew && (losesSource(given) || isConnected(given)))) return undefined;
  const first = edited
    ? 'the edit of bootstrap is reverted, which has no effect, and a new Cluster with another name and another serverName recovers instead'
    : 'only the new Cluster, with its own serverName; the old one and its clients remain';
  return {
    object,
    reason: edited
      ? 'bootstrap of an existing Cluster is ignored: editing it restores nothing'
      : 'what connects to the new cluster, and what removes the old one, must wait until the restored data is checked',
    steps: besideSteps(first),
  };
};

/** Whether the one in whose place it comes goes in the same change. */
function losesSource(given: ClusterChange): boolean {
  const { after, objects } = given;
  const source = recoverySourceOf(after, objects.before);
  return formerClusters(given).length > 0 || (source !== undefined && !has(objects.after, source));
}

function has(index: Index, cluster: Manifest): boolean {
  return index.get(Kind.CLUSTER, namespaceOf(cluster), String(cluster.metadata.name)) !== undefined;
}

/** Of the services of a Cluster. */
const ADDRESSES = ['rw', 'ro', 'r'];

/** Whether what connects to databases changes with it: in its namespace, or with its name in an address of another one. */
function isConnected({ after, changes, objects }: ClusterChange): boolean {
  const [namespace, { name }] = [namespaceOf(after), after.metadata];
  const clients = new Map(Object.entries({ Deployment: Kind.DEPLOYMENT, Pooler: Kind.POOLER }));
  return changes.some((change) => {
    const kind = change.action === 'update' ? clients.get(change.kind) : undefined;
    if (kind === undefined) return false;
    const place = change.namespace ?? 'default';
    if (place === namespace) return true;
    const client = objects.after.get(kind, place, change.name);
    return ADDRESSES.some((service) => JSON.stringify(client).includes(`${name}-${service}.${namespace}`));
  });
}
