import type { PostgresCluster } from '../postgres/cluster';

/** Drills that the command runs by itself; `node-loss` needs a machine that can switch nodes off, and is not among them. */
export type CommandDrill = 'failover' | 'partition' | 'restore' | 'backup' | 'latency' | 'pool';

/** A rule of a Role. */
export interface DrillRule {
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  /** @default - all */
  readonly resourceNames?: readonly string[];
  readonly verbs: readonly string[];
}

/**
 * What the drill command asks of the API server for these drills, and no more.
 * @see https://kubernetes.io/docs/reference/access-authn-authz/rbac/
 */
export function drillRules(cluster: PostgresCluster, drills: readonly CommandDrill[]): DrillRule[] {
  const { name, namespace, applicationSecret, ca } = cluster;
  const writer = [
    rule('discovery.k8s.io', ['endpointslices'], ['list']),
    // API servers differ in which of the two a port-forward by WebSocket is.
    rule('', ['pods/portforward'], ['get', 'create']),
    rule('', ['secrets'], ['get'], [...new Set([applicationSecret.name, ca.secret.name])]),
  ];
  const job = [
    rule('batch', ['jobs'], ['create', 'delete']),
    rule('', ['pods'], ['get']),
    rule('', ['pods/log'], ['get']),
  ];
  // Why a wait is in vain, and what the archive was asked for.
  const causes = [rule('', ['pods/log'], ['get']), rule('', ['events'], ['list'])];
  const policy = rule('networking.k8s.io', ['networkpolicies'], ['create', 'delete']);
  const own: Record<CommandDrill, readonly DrillRule[]> = {
    failover: [...writer, ...causes, rule('', ['pods'], ['delete'])],
    partition: [...writer, ...job, ...causes, policy, rule('', ['pods'], ['patch'])],
    restore: [
      ...writer,
      ...causes,
      policy,
      rule(CNPG, ['clusters'], ['get', 'create', 'delete']),
      // Those of the recovered clusters, whose names have the moment of the drill in them.
      rule('', ['secrets'], ['get']),
    ],
    backup: [rule(CNPG, ['backups'], ['get', 'create', 'delete'])],
    latency: [...job, rule('batch', ['jobs'], ['get'])],
    pool: [
      ...writer,
      rule(CNPG, ['poolers'], ['list']),
      rule('', ['pods'], ['delete']),
      rule('', ['pods/log'], ['get']),
    ],
  };
  const lock = `cnpg-gitops-drill-${name}`;
  const always = [
    // Whether drills may run is said on the Namespace; a Role in a namespace may let that one be read.
    rule('', ['namespaces'], ['get'], [namespace]),
    rule(CNPG, ['clusters'], ['get'], [name]),
    rule('', ['configmaps'], ['create']),
    rule('', ['configmaps'], ['get', 'patch', 'delete'], [lock]),
    // What an earlier drill has left is looked for.
    rule('', ['pods', 'configmaps'], ['list']),
    rule('batch', ['jobs'], ['list']),
    rule('networking.k8s.io', ['networkpolicies'], ['list']),
    rule(CNPG, ['clusters', 'backups'], ['list']),
  ];
  return unique([...always, ...drills.flatMap((drill) => own[drill])]);
}

const CNPG = 'postgresql.cnpg.io';

function rule(
  group: string,
  resources: readonly string[],
  verbs: readonly string[],
  resourceNames?: readonly string[],
): DrillRule {
  return { apiGroups: [group], resources, ...(resourceNames && { resourceNames }), verbs };
}

function unique(rules: readonly DrillRule[]): DrillRule[] {
  return [...new Map(rules.map((each) => [JSON.stringify(each), each])).values()];
}
