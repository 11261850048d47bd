import { bytesOf } from '../../manifests/cnpg/cluster-traits';
import { Kind } from '../../manifests/object/kinds';
import { at, list } from '../../manifests/object/manifest';
import type { Rule } from '../engine/rule';

export const storageSizeZero: Rule = {
  id: 'storage-size-zero',
  severity: 'error',
  kinds: [Kind.CLUSTER],
  why: `The webhook only checks that a size is a quantity. For 0 or less the API server refuses the volume claim, and the Cluster never gets
its first instance.`,
  docs: 'https://cloudnative-pg.io/documentation/1.28/storage/',
  wrong: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec: {storage: {size: "0"}}
`,
  right: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec: {storage: {size: 10Gi}}
`,
  check(manifest, { report }) {
    const tablespaces = list(at(manifest, 'spec.tablespaces')).map((tablespace, index) => ({
      path: `spec.tablespaces[${index}].storage.size`,
      size: at(tablespace, 'storage.size'),
    }));
    const volumes = ['spec.storage.size', 'spec.walStorage.size'].map((path) => ({ path, size: at(manifest, path) }));
    for (const { path, size } of [...volumes, ...tablespaces]) {
      const bytes = bytesOf(size);
      if (bytes === undefined || bytes > 0) continue;
      report({
        path,
        message: `"${size}" is not a valid volume size: the claim is refused, and the Cluster never starts`,
        fix: 'write a size such as 10Gi',
      });
    }
  },
};
