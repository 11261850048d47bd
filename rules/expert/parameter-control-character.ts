import { Kind } from '../../manifests/object/kinds';
import type { Rule } from '../engine/rule';
import { faultyParameters } from '../parameters/parameter-faults';

export const parameterControlCharacter: Rule = {
  id: 'parameter-control-character',
  severity: 'error',
  kinds: [Kind.CLUSTER],
  why: `CNPG writes parameters into a configuration file. Up to 1.28.3 it copied a line break unchanged (#11028), so one parameter could set
others, including those that the webhook refuses. A line break is rarely intended: a YAML block (\`|\`) ends with one.`,
  docs: 'https://github.com/cloudnative-pg/cloudnative-pg/pull/11028',
  wrong: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec:
  imageName: ghcr.io/cloudnative-pg/postgresql:17.7
  postgresql: {parameters: {log_line_prefix: "%m\\nfsync = off"}}
`,
  right: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec:
  imageName: ghcr.io/cloudnative-pg/postgresql:17.7
  postgresql: {parameters: {log_line_prefix: "%m "}}
`,
  check(manifest, { report }) {
    for (const { kind, ...finding } of faultyParameters(manifest)) {
      if (kind === 'text') report(finding);
    }
  },
};
