import { show } from '../../../manifests/object/json';
import { parseGoBoolean } from '../server/go-values';
import type { ClusterRule } from './webhook-rule';

const SYNCHRONOUS = 'postgresql.synchronous';
const QUORUM = 'alpha.cnpg.io/failoverQuorum';
const QUORUM_PATH = `metadata.annotations.${QUORUM}`;
const SECTION = 'add postgresql.synchronous with method and number';

/** Synchronous replication and the strategy of updates. */
export const replicationRules: readonly ClusterRule[] = [
  {
    id: 'cluster-synchronous-number',
    says: 'There are more standbys than synchronous ones',
    on: 'both',
    check(cluster, tell) {
      if (!cluster.has(SYNCHRONOUS)) return;
      const number = cluster.number(`${SYNCHRONOUS}.number`);
      const servers =
        cluster.instances +
        cluster.list(`${SYNCHRONOUS}.standbyNamesPre`).length +
        cluster.list(`${SYNCHRONOUS}.standbyNamesPost`).length;
      if (number < servers) return;
      const message = `asks for ${number} synchronous standbys of ${servers} servers, one of which is the primary`;
      tell(`spec.${SYNCHRONOUS}`, message, `lower number below ${servers}, or add instances`);
    },
  },
  {
    id: 'cluster-failover-quorum-annotation',
    says: 'The annotation for the failover quorum is a boolean',
    on: 'both',
    check(cluster, tell) {
      const value = cluster.annotation(QUORUM);
      if (value === undefined || parseGoBoolean(value) !== undefined) return;
      tell(QUORUM_PATH, `${show(value)} is not a boolean`, 'write "true" or "false"');
    },
  },
  {
    id: 'cluster-failover-quorum-annotation-synchronous',
    says: 'The annotation for the failover quorum needs synchronous replication',
    on: 'both',
    check(cluster, tell) {
      const wanted = parseGoBoolean(cluster.annotation(QUORUM) ?? 'false') === true;
      if (!wanted || cluster.has(SYNCHRONOUS)) return;
      tell(`spec.${SYNCHRONOUS}`, `is missing, but the annotation ${QUORUM} needs it`, SECTION);
    },
  },
  {
    id: 'cluster-failover-quorum-number',
    says: 'A failover quorum needs more synchronous standbys than are named outside the cluster',
    on: 'both',
    check(cluster, tell) {
      if (cluster.get(`${SYNCHRONOUS}.failoverQuorum`) !== true) return;
      const number = cluster.number(`${SYNCHRONOUS}.number`);
      const named =
        cluster.list(`${SYNCHRONOUS}.standbyNamesPre`).length + cluster.list(`${SYNCHRONOUS}.standbyNamesPost`).length;
      if (number > named) return;
      const message = `number is ${number}, and ${named} standbys outside could fill it: no instance would be safe to promote`;
      tell(`spec.${SYNCHRONOUS}`, message, `raise number above ${named}, or set failoverQuorum: false`);
    },
  },
  {
    id: 'cluster-failover-quorum-synchronous',
    says: 'A failover quorum needs synchronous replication',
    on: 'both',
    check(cluster, tell) {
      if (cluster.get(`${SYNCHRONOUS}.failoverQuorum`) !== true || cluster.has(SYNCHRONOUS)) return;
      tell(`spec.${SYNCHRONOUS}`, 'is missing, but failoverQuorum needs it', SECTION);
    },
  },
  {
    id: 'cluster-synchronous-two-styles',
    says: 'postgresql.synchronous excludes minSyncReplicas and maxSyncReplicas',
    on: 'both',
    check(cluster, tell) {
      const old = cluster.number('minSyncReplicas') > 0 || cluster.number('maxSyncReplicas') > 0;
      if (!old || !cluster.has(SYNCHRONOUS)) return;
      const fix = 'remove minSyncReplicas and maxSyncReplicas';
      tell(`spec.${SYNCHRONOUS}`, 'is set together with minSyncReplicas or maxSyncReplicas', fix);
    },
  },
  {
    id: 'cluster-max-sync-replicas',
    says: 'maxSyncReplicas is below the number of instances',
    on: 'both',
    check(cluster, tell) {
      const most = cluster.number('maxSyncReplicas');
      if (most < cluster.instances) return;
      tell('spec.maxSyncReplicas', `is ${most} with ${cluster.instances} instances`, 'lower it, or add instances');
    },
  },
  atLeastZero('cluster-max-sync-replicas-negative', 'maxSyncReplicas'),
  {
    id: 'cluster-min-sync-replicas',
    says: 'minSyncReplicas is not above maxSyncReplicas',
    on: 'both',
    check(cluster, tell) {
      const [least, most] = [cluster.number('minSyncReplicas'), cluster.number('maxSyncReplicas')];
      if (least <= most) return;
      tell('spec.minSyncReplicas', `is ${least}, above maxSyncReplicas, which is ${most}`, 'raise maxSyncReplicas');
    },
  },
  atLeastZero('cluster-min-sync-replicas-negative', 'minSyncReplicas'),
  {
    id: 'cluster-sync-election-labels',
    says: 'The election constraint of synchronous replicas needs labels',
    on: 'both',
    check(cluster, tell) {
      const path = 'postgresql.syncReplicaElectionConstraint';
      if (cluster.major === undefined || cluster.get(`${path}.enabled`) !== true) return;
      if (cluster.list(`${path}.nodeLabelsAntiAffinity`).length > 0) return;
      const fix = 'name the node labels, such as topology.kubernetes.io/zone';
      tell(`spec.${path}.nodeLabelsAntiAffinity`, 'is empty, so no two nodes can be distinguished', fix);
    },
  },
  {
    id: 'cluster-primary-update-strategy',
    says: 'primaryUpdateStrategy is supervised or unsupervised',
    on: 'both',
    check(cluster, tell) {
      const strategy = cluster.text('primaryUpdateStrategy');
      if (['', 'supervised', 'unsupervised'].includes(strategy)) return;
      tell('spec.primaryUpdateStrategy', `${show(strategy)} is not a strategy`, 'write supervised or unsupervised');
    },
  },
  {
    id: 'cluster-supervised-single-instance',
    says: 'Supervised updates need a replica',
    on: 'both',
    check(cluster, tell) {
      if (cluster.text('primaryUpdateStrategy') !== 'supervised' || cluster.instances !== 1) return;
      const message = 'is supervised, but a single instance has no replica to switch over to';
      tell('spec.primaryUpdateStrategy', message, 'use unsupervised, or add instances');
    },
  },
];

function atLeastZero(id: string, name: string): ClusterRule {
  return {
    id,
    says: `${name} is not negative`,
    on: 'both',
    check(cluster, tell) {
      const value = cluster.number(name);
      if (value < 0) tell(`spec.${name}`, `is ${value}`, 'write 0 or more');
    },
  };
}
