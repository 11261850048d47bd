import { managedRolesOf } from '../../manifests/cnpg/managed-roles';
import { manifestName } from '../../manifests/object/identity';
import { at, type Manifest } from '../../manifests/object/manifest';
import { namesOf } from '../engine/object-names';
import { exporterRole, searchPath } from './exporter';
import { primaryLeases } from './leases';
import { hashedPasswords } from './passwords';
import type { Behaviour } from './upgrade-context';

const IN_TREE = 'spec.backup.barmanObjectStore';

function usesInTree(cluster: Manifest): boolean {
  return (at(cluster, IN_TREE) ?? null) !== null;
}

const statusPort: Behaviour = {
  since: [{ version: '1.30.0' }],
  notes: ({ to }) => [
    `assumed: no instance was made by an operator older than 1.24; its status port has no TLS, and CloudNativePG ${to} gets 401 from it for ever: roll such instances before`,
  ],
};

const instanceNumbers: Behaviour = {
  since: [{ version: '1.30.0' }],
  notes: () => ['the numbers of removed instances are used again: names of pods and volumes no longer only grow'],
};

const databaseRoles: Behaviour = {
  since: [{ version: '1.30.0' }],
  gains({ clusters }) {
    const managed = clusters.filter((cluster) => managedRolesOf(cluster).length > 0);
    if (managed.length === 0) return [];
    return [
      `roles of ${namesOf(managed)} may become DatabaseRole objects: make the object first, then remove the entry in managed.roles, which wins while both exist`,
    ];
  },
};

const inTreeBarman: Behaviour = {
  since: [{ version: '1.31.0' }],
  effects: ({ clusters }) =>
    clusters.filter(usesInTree).map((cluster) => ({
      object: manifestName(cluster),
      impact: 'data-loss',
      reason: `${IN_TREE} leaves with CloudNativePG 1.31: nothing is archived and backed up any more`,
      before: 'move it to the Barman Cloud plugin: plan prints the commits of such a change',
    })),
};

/** What works differently, oldest first. What the admission refuses is not in here: that follows from judging the objects. */
export const OPERATOR_BEHAVIOURS: readonly Behaviour[] = [
  exporterRole,
  searchPath,
  hashedPasswords,
  primaryLeases,
  statusPort,
  instanceNumbers,
  databaseRoles,
  inTreeBarman,
];

export const PLUGIN_BEHAVIOURS: readonly Behaviour[] = [
  {
    since: [{ version: '0.14.0' }],
    gains: () => [
      'a new Cluster whose archive path holds WAL of another life is told so, as the operator does it without the plugin',
    ],
  },
];
