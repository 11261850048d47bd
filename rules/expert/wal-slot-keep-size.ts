import { instancesOf } from '../../manifests/cnpg/cluster-traits';
import { Kind } from '../../manifests/object/kinds';
import { at } from '../../manifests/object/manifest';
import { givenParameters, PARAMETERS } from '../../manifests/postgres/server-parameters';
import type { Rule } from '../engine/rule';

export const walSlotKeepSize: Rule = {
  id: 'wal-slot-keep-size',
  severity: 'info',
  kinds: [Kind.CLUSTER],
  why: `Each replica has a replication slot, and a slot keeps all WAL that its replica has not read. One replica that is down for long fills
the volume of the primary, unless \`max_slot_wal_keep_size\` limits what its slot keeps. Beyond the limit the replica is copied again.`,
  docs: 'https://www.postgresql.org/docs/current/runtime-config-replication.html#GUC-MAX-SLOT-WAL-KEEP-SIZE',
  wrong: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec: {instances: 3}
`,
  right: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec: {instances: 3, postgresql: {parameters: {max_slot_wal_keep_size: 20GB}}}
`,
  check(manifest, { report }) {
    const hasSlots = at(manifest, 'spec.replicationSlots.highAvailability.enabled') !== false;
    if (instancesOf(manifest) < 2 || !hasSlots) return;
    if ((givenParameters(manifest).max_slot_wal_keep_size ?? '-1') !== '-1') return;
    report({
      path: PARAMETERS,
      message:
        'max_slot_wal_keep_size is not set: the slot of one replica that is down fills the volume of the primary',
      fix: 'set max_slot_wal_keep_size to less than the space for WAL on the volume',
    });
  },
};
