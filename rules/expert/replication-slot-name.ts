import { instancesOf } from '../../manifests/cnpg/cluster-traits';
import { Kind } from '../../manifests/object/kinds';
import { at, text } from '../../manifests/object/manifest';
import type { Rule } from '../engine/rule';

const HA = 'spec.replicationSlots.highAvailability';
const LONGEST = 63;

export const replicationSlotName: Rule = {
  id: 'replication-slot-name',
  severity: 'error',
  kinds: [Kind.CLUSTER],
  why: `The operator creates a replication slot for each standby, named after the prefix and the instance. PostgreSQL refuses a name of more
than 63 bytes ("replication slot name is too long"), in \`primary_slot_name\` when the standby starts, so it never starts. The schema checks
the characters of the prefix but not its length. With the default prefix every name fits.`,
  docs: 'https://cloudnative-pg.io/documentation/1.28/replication/#replication-slots-for-high-availability',
  wrong: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: a-database-with-quite-a-long-name-of-its-own, namespace: shop}
spec: {instances: 3, replicationSlots: {highAvailability: {slotPrefix: _slots_of_the_shop_}}}
`,
  right: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: a-database-with-quite-a-long-name-of-its-own, namespace: shop}
spec: {instances: 3, replicationSlots: {highAvailability: {slotPrefix: _shop_}}}
`,
  check(manifest, { report }) {
    const prefix = text(at(manifest, `${HA}.slotPrefix`)) ?? '';
    if (prefix === '' || at(manifest, `${HA}.enabled`) === false || instancesOf(manifest) < 2) return;
    const name = `${prefix}${manifest.metadata.name}-${instancesOf(manifest)}`;
    if (name.length <= LONGEST) return;
    report({
      path: `${HA}.slotPrefix`,
      message: `a slot would be named "${name.replaceAll('-', '_')}", which has ${name.length} characters: PostgreSQL accepts ${LONGEST}, and the standby does not start`,
      fix: `shorten the prefix to at most ${Math.max(0, prefix.length - (name.length - LONGEST))} characters`,
    });
  },
};
