import { missingExternal } from './cluster-bootstrap';
import type { ClusterView } from './cluster-view';
import { tokenProblem, tokenUnreadable } from './promotion-token';
import type { ClusterRule } from './webhook-rule';

const TOKEN = 'replica.promotionToken';

/** Replica clusters. */
export const replicaRules: readonly ClusterRule[] = [
  {
    id: 'cluster-replica-two-modes',
    says: 'A replica cluster is standalone or part of a distributed topology',
    on: 'both',
    check(cluster, tell) {
      if (cluster.text('replica.primary') === '' || !cluster.has('replica.enabled')) return;
      const message = 'is set together with replica.primary, which already names the primary';
      tell('spec.replica.enabled', message, 'remove enabled');
    },
  },
  {
    id: 'cluster-replica-bootstrap-missing',
    says: 'A replica cluster has a bootstrap section',
    on: 'both',
    check(cluster, tell) {
      if (!cluster.isReplica || cluster.has('bootstrap')) return;
      tell(
        'spec.bootstrap',
        'is missing, but a replica cluster starts from another one',
        'add pg_basebackup or recovery',
      );
    },
  },
  {
    id: 'cluster-replica-bootstrap',
    says: 'A new replica cluster starts by pg_basebackup or recovery',
    on: 'create',
    check(cluster, tell) {
      if (!cluster.isReplica || !cluster.has('bootstrap')) return;
      if (cluster.has('bootstrap.pg_basebackup') || cluster.has('bootstrap.recovery')) return;
      const message = 'creates a new, empty database (initdb), which cannot follow another cluster';
      tell('spec.bootstrap', message, 'use pg_basebackup or recovery');
    },
  },
  external('cluster-replica-source', 'source', false),
  external('cluster-replica-self', 'self', true),
  external('cluster-replica-primary', 'primary', true),
  {
    id: 'cluster-promotion-token-delay',
    says: 'A promotion token excludes a delay',
    on: 'both',
    check(cluster, tell) {
      if (cluster.text(TOKEN) === '' || !cluster.has('replica.minApplyDelay')) return;
      tell('spec.replica.minApplyDelay', 'is set together with a promotion token', 'remove minApplyDelay to promote');
    },
  },
  {
    id: 'cluster-promotion-token-replica',
    says: 'A promotion token is for a cluster that becomes the primary',
    on: 'both',
    check(cluster, tell) {
      if (cluster.text(TOKEN) === '' || cluster.has('replica.minApplyDelay') || !cluster.isReplica) return;
      const fix = 'name this cluster as primary (or write enabled: false), or remove the token';
      tell(`spec.${TOKEN}`, 'is set, but this cluster stays a replica', fix);
    },
  },
  {
    id: 'cluster-promotion-token',
    says: 'A promotion token can be read',
    on: 'both',
    check(cluster, tell) {
      const problem = promotes(cluster) ? tokenUnreadable(cluster.text(TOKEN)) : undefined;
      if (problem !== undefined) tell(`spec.${TOKEN}`, problem, FROM_STATUS);
    },
  },
  {
    id: 'cluster-promotion-token-content',
    says: 'A promotion token is complete',
    on: 'both',
    check(cluster, tell) {
      const problem = promotes(cluster) ? tokenProblem(cluster.text(TOKEN)) : undefined;
      if (problem !== undefined) tell(`spec.${TOKEN}`, problem, FROM_STATUS);
    },
  },
];

const FROM_STATUS = 'copy status.demotionToken of the cluster that was demoted';

function promotes(cluster: ClusterView): boolean {
  return cluster.text(TOKEN) !== '' && !cluster.has('replica.minApplyDelay') && !cluster.isReplica;
}

function external(id: string, key: string, optional: boolean): ClusterRule {
  return {
    id,
    says: `replica.${key} is an external cluster`,
    on: 'both',
    check(cluster, tell) {
      const name = cluster.text(`replica.${key}`);
      if (!cluster.has('replica') || (optional && name === '')) return;
      if (cluster.externalCluster(name) === undefined) tell(`spec.replica.${key}`, ...missingExternal(name));
    },
  };
}
