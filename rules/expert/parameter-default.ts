import { knownMajorOf } from '../../manifests/cnpg/cluster-traits';
import { Kind } from '../../manifests/object/kinds';
import { isSameValue, lookup, operatorFacts } from '../../manifests/postgres/parameters';
import { givenParameters, PARAMETERS } from '../../manifests/postgres/server-parameters';
import type { Rule } from '../engine/rule';

export const parameterDefault: Rule = {
  id: 'parameter-default',
  severity: 'info',
  kinds: [Kind.CLUSTER],
  why: `A parameter that is set to its default adds nothing, hides the parameters that matter, and keeps an old default when PostgreSQL
improves it: \`checkpoint_completion_target: 0.9\` has been the default since PostgreSQL 14, \`max_wal_senders: 10\` since 10.`,
  docs: 'https://www.postgresql.org/docs/current/runtime-config.html',
  wrong: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec:
  imageName: ghcr.io/cloudnative-pg/postgresql:17.7
  postgresql: {parameters: {checkpoint_completion_target: "0.9"}}
`,
  right: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec:
  imageName: ghcr.io/cloudnative-pg/postgresql:17.7
  postgresql: {parameters: {random_page_cost: "1.1"}}
`,
  check(manifest, { report }) {
    const major = knownMajorOf(manifest);
    if (major === undefined) return;
    for (const [name, value] of Object.entries(givenParameters(manifest))) {
      const own = operatorFacts().defaults[name];
      const initial = own ?? lookup(major, name)?.boot;
      if (initial === undefined || !isSameValue(major, name, value, initial)) continue;
      report({
        path: `${PARAMETERS}.${name}`,
        message: `${name} is ${value}, which is the default of ${own === undefined ? `PostgreSQL ${major}` : 'CNPG'}`,
        fix: `delete ${name}, or keep it if that is intended`,
      });
    }
  },
};
