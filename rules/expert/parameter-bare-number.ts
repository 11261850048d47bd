import { Kind } from '../../manifests/object/kinds';
import type { Rule } from '../engine/rule';
import { faultyParameters } from '../parameters/parameter-faults';

export const parameterBareNumber: Rule = {
  id: 'parameter-bare-number',
  severity: 'warning',
  kinds: [Kind.CLUSTER],
  why: `PostgreSQL counts a bare number of some parameters in blocks of 8kB. Readers take it for kilobytes or megabytes. So does CNPG's own
warning about shared_buffers, which proposes 128 times as much: \`262144\` is 2GB, not 262144MB. Admission reports that one.`,
  docs: 'https://www.postgresql.org/docs/current/config-setting.html#CONFIG-SETTING-NAMES-VALUES',
  wrong: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec:
  imageName: ghcr.io/cloudnative-pg/postgresql:17.7
  postgresql: {parameters: {effective_cache_size: "98304"}}
`,
  right: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec:
  imageName: ghcr.io/cloudnative-pg/postgresql:17.7
  postgresql: {parameters: {effective_cache_size: 768MB}}
`,
  check(manifest, { report }) {
    for (const { kind, ...finding } of faultyParameters(manifest)) {
      if (kind === 'ambiguous') report(finding);
    }
  },
};
