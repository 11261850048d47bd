import { Kind } from '../../manifests/object/kinds';
import type { Rule } from '../engine/rule';
import { faultyParameters } from '../parameters/parameter-faults';

export const parameterOperatorOwned: Rule = {
  id: 'parameter-operator-owned',
  severity: 'error',
  kinds: [Kind.CLUSTER],
  why: `CNPG sets some parameters itself. Its webhook refuses them by name, in lower case only: \`SSL: off\` passes, and PostgreSQL accepts
it because its names are case-insensitive. Others, such as \`allow_alter_system\`, are accepted and silently overwritten.`,
  docs: 'https://cloudnative-pg.io/documentation/1.28/postgresql_conf/#fixed-parameters',
  wrong: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec:
  imageName: ghcr.io/cloudnative-pg/postgresql:17.7
  postgresql: {parameters: {SSL: "off"}}
`,
  right: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec:
  imageName: ghcr.io/cloudnative-pg/postgresql:17.7
  postgresql: {enableAlterSystem: false}
`,
  check(manifest, { report }) {
    for (const { kind, ...finding } of faultyParameters(manifest)) {
      if (kind === 'reserved') report(finding);
    }
  },
};
