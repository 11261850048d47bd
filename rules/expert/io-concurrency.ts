import { majorOf } from '../../manifests/cnpg/cluster-traits';
import { Kind } from '../../manifests/object/kinds';
import { givenParameters, PARAMETERS } from '../../manifests/postgres/server-parameters';
import type { Rule } from '../engine/rule';

const DEFAULT = 16;
const LARGE = 64;

export const ioConcurrency: Rule = {
  id: 'io-concurrency',
  severity: 'info',
  kinds: [Kind.CLUSTER],
  why: `With the asynchronous I/O of PostgreSQL 18, effective_io_concurrency is the number of requests that are really in flight and no
longer a hint; the default changed from 1 to 16. Measure older values again, such as the 200 that tuning guides give for SSDs.`,
  docs: 'https://www.postgresql.org/docs/18/runtime-config-resource.html#GUC-EFFECTIVE-IO-CONCURRENCY',
  wrong: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec:
  imageName: ghcr.io/cloudnative-pg/postgresql:18.1
  postgresql: {parameters: {effective_io_concurrency: "200"}}
`,
  right: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec:
  imageName: ghcr.io/cloudnative-pg/postgresql:17.7
  postgresql: {parameters: {effective_io_concurrency: "200"}}
`,
  check(manifest, { report }) {
    const value = Number(givenParameters(manifest).effective_io_concurrency);
    const major = majorOf(manifest) ?? 0;
    if (major < 18 || !(value > LARGE)) return;
    report({
      path: `${PARAMETERS}.effective_io_concurrency`,
      message: `effective_io_concurrency is ${value}, a value for PostgreSQL up to 17: its meaning changed in 18, and the default is ${DEFAULT}`,
      fix: `delete it, or measure it on PostgreSQL ${major}`,
    });
  },
};
