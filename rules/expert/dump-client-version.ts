import { majorOf } from '../../manifests/cnpg/cluster-traits';
import { dumpClientsIn } from '../../manifests/cnpg/dump-clients';
import { WORKLOAD_KINDS } from '../../manifests/object/kinds';
import type { Rule } from '../engine/rule';

export const dumpClientVersion: Rule = {
  id: 'dump-client-version',
  severity: 'error',
  kinds: WORKLOAD_KINDS,
  why: `pg_dump refuses a server of a newer major version than its own: "aborting because of server version mismatch". A CronJob that worked
for years fails from the night of the major upgrade, and yesterday's dump remains the last one. An older server is not a problem.`,
  docs: 'https://www.postgresql.org/docs/current/app-pgdump.html',
  wrong: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec: {imageName: "ghcr.io/cloudnative-pg/postgresql:18.1-standard-trixie"}
---
apiVersion: batch/v1
kind: CronJob
metadata: {name: dump, namespace: shop}
spec: {schedule: "0 3 * * *", jobTemplate: {spec: {template: {spec: {restartPolicy: Never, containers: [
  {name: dump, image: "postgres:17.7", command: [pg_dump, -h, shop-db-ro, shop]}]}}}}}
`,
  right: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec: {imageName: "ghcr.io/cloudnative-pg/postgresql:18.1-standard-trixie"}
---
apiVersion: batch/v1
kind: CronJob
metadata: {name: dump, namespace: shop}
spec: {schedule: "0 3 * * *", jobTemplate: {spec: {template: {spec: {restartPolicy: Never, containers: [
  {name: dump, image: "postgres:18.1", command: [pg_dump, -h, shop-db-ro, shop]}]}}}}}
`,
  check(manifest, { index, report }) {
    for (const { path, image, major, clusters } of dumpClientsIn(manifest, index)) {
      if (major === undefined) continue;
      const newer = clusters.find((cluster) => (majorOf(cluster) ?? 0) > major);
      if (newer === undefined) continue;
      report({
        path,
        message: `pg_dump ${major} of "${image}" refuses Cluster ${newer.metadata.name}, which is PostgreSQL ${majorOf(newer)}`,
        fix: `use an image with pg_dump ${majorOf(newer)}`,
      });
    }
  },
};
