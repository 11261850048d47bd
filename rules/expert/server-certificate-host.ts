import { certificateNamesOf, coversHost } from '../../manifests/cnpg/cluster-certificates';
import { servingClusterOf } from '../../manifests/cnpg/database-host';
import { WORKLOAD_KINDS } from '../../manifests/object/kinds';
import { namespaceOf } from '../../manifests/object/manifest';
import { verifiedHosts } from '../../manifests/postgres/ssl-mode';
import type { Rule } from '../engine/rule';

export const serverCertificateHost: Rule = {
  id: 'server-certificate-host',
  severity: 'error',
  kinds: WORKLOAD_KINDS,
  why: `With verify-full a client disconnects unless the certificate contains the exact name it connected to. CNPG's certificate has the
names of \`<cluster>-rw\`, \`-ro\` and \`-r\`. Additional Services, aliases and Poolers, which present the certificate of their Cluster,
must be in serverAltDNSNames, in each form that clients use: \`pool\`, \`pool.shop.svc\` and \`pool.shop.svc.cluster.local\` are three
names.`,
  docs: 'https://cloudnative-pg.io/documentation/1.28/certificates/#server-alternative-dns-names',
  wrong: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
---
apiVersion: postgresql.cnpg.io/v1
kind: Pooler
metadata: {name: pool, namespace: shop}
spec: {cluster: {name: shop-db}}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: api, namespace: shop}
spec:
  template:
    spec:
      containers:
      - name: api
        env: [{name: PGHOST, value: pool.shop.svc}, {name: PGSSLMODE, value: verify-full}]
`,
  right: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec: {certificates: {serverAltDNSNames: [pool.shop.svc]}}
---
apiVersion: postgresql.cnpg.io/v1
kind: Pooler
metadata: {name: pool, namespace: shop}
spec: {cluster: {name: shop-db}}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: api, namespace: shop}
spec:
  template:
    spec:
      containers:
      - name: api
        env: [{name: PGHOST, value: pool.shop.svc}, {name: PGSSLMODE, value: verify-full}]
`,
  check(manifest, { index, report }) {
    for (const { host, path } of verifiedHosts(manifest)) {
      const cluster = servingClusterOf(host, namespaceOf(manifest), index);
      const names = cluster && certificateNamesOf(cluster, index);
      if (names === undefined || coversHost(names, host)) continue;
      report({
        path,
        message: `"${host}" is not in the certificate of Cluster ${cluster?.metadata.name}: verify-full refuses it`,
        fix: `add "${host}" to the names of the certificate (spec.certificates.serverAltDNSNames), or use one of ${names.slice(0, 4).join(', ')}`,
      });
    }
  },
};
