import { enforcedLevel, POD_KINDS, podSecurityProblems } from '../../manifests/kubernetes/pod-security';
import { usesCluster } from '../../manifests/kubernetes/workload';
import { namespaceOf } from '../../manifests/object/manifest';
import type { Rule } from '../engine/rule';

export const workloadPodSecurity: Rule = {
  id: 'workload-pod-security',
  severity: 'info',
  level: 'regulated',
  kinds: POD_KINDS,
  why: `A pod that holds a database password is a valuable target. The restricted Pod Security Standard removes what the pod does not need:
root, access to the node, capabilities. This rule checks workloads that use a Cluster of the input.`,
  docs: 'https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted',
  wrong: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: api, namespace: shop}
spec: {template: {spec: {containers: [{name: api, envFrom: [{secretRef: {name: shop-db-app}}]}]}}}
`,
  right: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: api, namespace: shop}
spec:
  template:
    spec:
      securityContext: {runAsNonRoot: true, seccompProfile: {type: RuntimeDefault}}
      containers:
      - name: api
        envFrom: [{secretRef: {name: shop-db-app}}]
        securityContext: {allowPrivilegeEscalation: false, capabilities: {drop: [ALL]}}
`,
  check(manifest, { index, report }) {
    const violated = podSecurityProblems(manifest, 'restricted');
    if (violated.length === 0 || !usesCluster(manifest, index)) return;
    // Another rule reports what the API server refuses, as an error.
    const refused = podSecurityProblems(manifest, enforcedLevel(namespaceOf(manifest), index));
    const problems = violated.filter(({ path }) => !refused.some((other) => other.path === path));
    const [first] = problems;
    if (first === undefined) return;
    report({
      path: first.path,
      message: `its pods violate the restricted standard: ${problems.map(({ message }) => message).join('; ')}`,
      fix: 'change these fields, and enforce the standard on the namespace',
    });
  },
};
