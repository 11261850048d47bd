import { Kind } from '../../manifests/object/kinds';
import { givenParameters, isOff, PARAMETERS } from '../../manifests/postgres/server-parameters';
import type { Rule } from '../engine/rule';

const NEEDED = ['fsync', 'full_page_writes'];

export const parameterDurability: Rule = {
  id: 'parameter-durability',
  severity: 'error',
  kinds: [Kind.CLUSTER],
  why: `Without fsync or full_page_writes PostgreSQL does not survive the loss of a node or of power: pages are torn, and nothing notices
until they are read. Replicas and base backups copy the damage. \`synchronous_commit: off\` gives the same speed without the risk.`,
  docs: 'https://www.postgresql.org/docs/current/runtime-config-wal.html#GUC-FSYNC',
  wrong: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec: {postgresql: {parameters: {fsync: "off"}}}
`,
  right: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec: {postgresql: {parameters: {fsync: "on"}}}
`,
  check(manifest, { report }) {
    for (const [name, value] of Object.entries(givenParameters(manifest))) {
      if (!NEEDED.includes(name.toLowerCase()) || !isOff(value)) continue;
      report({
        path: `${PARAMETERS}.${name}`,
        message: `${name} is ${value}: a crash of the node leaves files that cannot be repaired`,
        fix: `delete ${name}; to trade only the last transactions for speed, set synchronous_commit: "off"`,
      });
    }
  },
};
