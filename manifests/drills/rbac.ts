import type { Manifest } from '../manifest';

const RULES: readonly (readonly [apiGroup: string, resources: readonly string[], verbs: readonly string[]])[] = [
  ['', ['pods'], ['get', 'list', 'patch', 'delete']],
  ['', ['pods/log', 'secrets'], ['get']],
  ['', ['pods/portforward'], ['get', 'create']],
  ['', ['configmaps'], ['get', 'list', 'create', 'patch', 'delete']],
  ['discovery.k8s.io', ['endpointslices'], ['list']],
  ['batch', ['jobs'], ['get', 'list', 'create', 'delete']],
  ['networking.k8s.io', ['networkpolicies'], ['list', 'create', 'delete']],
  ['postgresql.cnpg.io', ['clusters', 'backups'], ['get', 'list', 'create', 'delete']],
  ['postgresql.cnpg.io', ['poolers'], ['list']],
];

/** What the drill command needs in the namespace of its cluster; of nodes it sees nothing. */
export function drillRbac(name: string, namespace: string): Manifest[] {
  const [rbac, metadata] = ['rbac.authorization.k8s.io/v1', { name, namespace }];
  const clusterRole = { name: `${namespace}-${name}` };
  const subjects = [{ kind: 'ServiceAccount', name, namespace }];
  const roleRef = (kind: string, to: string) => ({ apiGroup: 'rbac.authorization.k8s.io', kind, name: to });
  return [
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata },
    {
      apiVersion: rbac,
      kind: 'Role',
      metadata,
      rules: RULES.map(([apiGroup, resources, verbs]) => ({ apiGroups: [apiGroup], resources, verbs })),
    },
    { apiVersion: rbac, kind: 'RoleBinding', metadata, subjects, roleRef: roleRef('Role', name) },
    // Whether drills may run is said on the Namespace, which belongs to no namespace.
    {
      apiVersion: rbac,
      kind: 'ClusterRole',
      metadata: clusterRole,
      rules: [{ apiGroups: [''], resources: ['namespaces'], resourceNames: [namespace], verbs: ['get'] }],
    },
    {
      apiVersion: rbac,
      kind: 'ClusterRoleBinding',
      metadata: clusterRole,
      subjects,
      roleRef: roleRef('ClusterRole', clusterRole.name),
    },
  ];
}
