import { isRotating, rotationOf, templateOf } from '../../manifests/kubernetes/rotation';
import { isReloaded, secretReadsOf } from '../../manifests/kubernetes/rotation-readers';
import { Kind } from '../../manifests/object/kinds';
import { namespaceOf } from '../../manifests/object/manifest';
import type { Rule } from '../engine/rule';

export const workloadRotatedEnv: Rule = {
  id: 'workload-rotated-env',
  severity: 'warning',
  level: 'production',
  kinds: [Kind.DAEMON_SET, Kind.DEPLOYMENT, Kind.STATEFUL_SET],
  why: `A variable keeps the value it had when its container started, and a file mounted by \`subPath\` is never updated. After a rotation
both hold a password that PostgreSQL no longer accepts: open sessions continue, and the next connection is refused, days after the change.`,
  docs: 'https://kubernetes.io/docs/concepts/configuration/secret/#using-secrets-as-files-from-a-pod',
  wrong: `apiVersion: external-secrets.io/v1
kind: ExternalSecret
metadata: {name: shop, namespace: shop}
spec: {refreshInterval: 720h0m0s, dataFrom: [{sourceRef: {generatorRef: {kind: Password, name: shop}}}]}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: api, namespace: shop}
spec:
  template:
    spec:
      containers: [{name: api, env: [{name: PGPASSWORD, valueFrom: {secretKeyRef: {name: shop, key: password}}}]}]
`,
  right: `apiVersion: external-secrets.io/v1
kind: ExternalSecret
metadata: {name: shop, namespace: shop}
spec: {refreshInterval: 720h0m0s, dataFrom: [{sourceRef: {generatorRef: {kind: Password, name: shop}}}]}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: api, namespace: shop}
spec:
  template:
    spec:
      containers: [{name: api, volumeMounts: [{name: credentials, mountPath: /etc/postgres-credentials}]}]
      volumes: [{name: credentials, secret: {secretName: shop}}]
`,
  check(manifest, { index, report }) {
    if (!isRotating(index)) return;
    const namespace = namespaceOf(manifest);
    for (const { path, secret, key, isFile } of secretReadsOf(manifest)) {
      const rotation = rotationOf(namespace, secret, index);
      if (rotation === undefined || isReloaded(manifest, secret)) continue;
      const template = key === undefined ? undefined : templateOf(rotation)[key];
      if (typeof template === 'string' && !template.includes('{{')) continue;
      report({
        path,
        message: `Secret ${secret} is rotated, but ${isFile ? 'a file mounted by subPath' : 'a variable'} keeps the first password`,
        fix: 'mount the Secret as a whole volume and read the file for every connection, or let Reloader restart the pods',
      });
    }
  },
};
