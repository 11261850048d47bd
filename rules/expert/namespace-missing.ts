import { Kind, NAMESPACED_KINDS } from '../../manifests/object/kinds';
import { text } from '../../manifests/object/manifest';
import type { Rule } from '../engine/rule';

export const namespaceMissing: Rule = {
  id: 'namespace-missing',
  severity: 'warning',
  kinds: [...NAMESPACED_KINDS, Kind.POD_MONITOR],
  why: `Without \`metadata.namespace\` an object lands wherever whoever applies it happens to be: in the destination of Argo CD, in \`default\`, in
the namespace of a kubectl context. References are looked up in the object's own namespace, so there it finds nothing, and a
database that is applied once more elsewhere is a second database.`,
  docs: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/',
  wrong: `apiVersion: postgresql.cnpg.io/v1
kind: ScheduledBackup
metadata: {name: daily}
spec: {schedule: "0 0 2 * * *", cluster: {name: shop-db}}
`,
  right: `apiVersion: postgresql.cnpg.io/v1
kind: ScheduledBackup
metadata: {name: daily, namespace: shop}
spec: {schedule: "0 0 2 * * *", cluster: {name: shop-db}}
`,
  check(manifest, { report }) {
    if ((text(manifest.metadata.namespace) ?? '') !== '') return;
    report({
      path: 'metadata.namespace',
      message: `namespace is missing: this ${manifest.kind} lands in default, or wherever it is applied from`,
      fix: 'name the namespace of its Cluster in metadata.namespace',
    });
  },
};
