import { enforcedLevel, POD_KINDS, podSecurityProblems } from '../../manifests/kubernetes/pod-security';
import { namespaceOf } from '../../manifests/object/manifest';
import type { Rule } from '../engine/rule';

export const workloadPodRefused: Rule = {
  id: 'workload-pod-refused',
  severity: 'error',
  kinds: POD_KINDS,
  why: `If a namespace enforces a Pod Security Standard, the API server accepts a Deployment and refuses its pods: nothing starts, a rollout
stops, and the reason is only in an event of the ReplicaSet.`,
  docs: 'https://kubernetes.io/docs/concepts/security/pod-security-standards/',
  wrong: `apiVersion: v1
kind: Namespace
metadata: {name: shop, labels: {pod-security.kubernetes.io/enforce: restricted}}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: api, namespace: shop}
spec:
  template:
    spec:
      securityContext: {seccompProfile: {type: RuntimeDefault}}
      containers:
      - {name: api, securityContext: {allowPrivilegeEscalation: false, capabilities: {drop: [ALL]}}}
`,
  right: `apiVersion: v1
kind: Namespace
metadata: {name: shop, labels: {pod-security.kubernetes.io/enforce: restricted}}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: api, namespace: shop}
spec:
  template:
    spec:
      securityContext: {runAsNonRoot: true, seccompProfile: {type: RuntimeDefault}}
      containers:
      - {name: api, securityContext: {allowPrivilegeEscalation: false, capabilities: {drop: [ALL]}}}
`,
  check(manifest, { index, report }) {
    const namespace = namespaceOf(manifest);
    const level = enforcedLevel(namespace, index);
    for (const { path, message } of podSecurityProblems(manifest, level)) {
      report({
        path,
        message: `namespace ${namespace} enforces ${level} and refuses its pods: ${message}`,
        fix: 'change the field as the message says',
      });
    }
  },
};
