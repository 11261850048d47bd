import { Kind, NAMESPACED_KINDS } from '../../manifests/object/kinds';
import { text } from '../../manifests/object/manifest';
import { answerOf } from '../../manifests/object/watched';
import type { Rule } from '../engine/rule';

export const namespaceMissing: Rule = {
  id: 'namespace-missing',
  severity: 'warning',
  level: 'advice',
  kinds: [...NAMESPACED_KINDS, Kind.POD_MONITOR],
  why: `An object without \`metadata.namespace\` is created wherever it is applied: in the destination of Argo CD, in \`default\`, or in the
namespace of a kubectl context. References are resolved in the object's own namespace, so they find nothing there. A database that is
applied again elsewhere is a second database.`,
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
    if (answerOf(manifest.metadata, 'namespace', (namespace) => (text(namespace) ?? '') !== '')) return;
    report({
      path: 'metadata.namespace',
      message: `namespace is missing: this ${manifest.kind} is created in default, or in the namespace of whoever applies it`,
      fix: 'set metadata.namespace to the namespace of its Cluster',
    });
  },
};
