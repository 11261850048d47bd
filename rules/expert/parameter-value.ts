import { Kind } from '../../manifests/object/kinds';
import type { Rule } from '../engine/rule';
import { faultyParameters } from '../parameters/parameter-faults';

export const parameterValue: Rule = {
  id: 'parameter-value',
  severity: 'error',
  kinds: [Kind.CLUSTER],
  why: `A value of the wrong type, with a Kubernetes unit (\`64Mi\`), outside the range or not among the words of an enum is admitted.
Running instances keep the old configuration and log an error; a restarted instance does not start.`,
  docs: 'https://www.postgresql.org/docs/current/config-setting.html',
  wrong: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec:
  imageName: ghcr.io/cloudnative-pg/postgresql:17.7
  postgresql: {parameters: {work_mem: 64Mi}}
`,
  right: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec:
  imageName: ghcr.io/cloudnative-pg/postgresql:17.7
  postgresql: {parameters: {work_mem: 64MB}}
`,
  check(manifest, { report }) {
    for (const { kind, ...finding } of faultyParameters(manifest)) {
      if (kind === 'value') report(finding);
    }
  },
};
