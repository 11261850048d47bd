import { roleOfSecret } from '../../manifests/cnpg/role-secrets';
import { refreshSecondsOf, targetNameOf } from '../../manifests/kubernetes/rotation';
import { Kind } from '../../manifests/object/kinds';
import { at, namespaceOf, record } from '../../manifests/object/manifest';
import { RELOAD_LABEL } from '../../values/cnpg/cnpg-metadata';
import type { Rule } from '../engine/rule';

export const externalSecretReloadLabel: Rule = {
  id: 'external-secret-reload-label',
  severity: 'warning',
  level: 'regulated',
  kinds: [Kind.EXTERNAL_SECRET],
  why: `The operator watches the Secrets that it created and those with the label \`cnpg.io/reload\`. It notices a new password in any other
Secret only when something else triggers a reconciliation, which may take hours. Until then the applications have a password that the role
does not have.`,
  docs: 'https://cloudnative-pg.io/documentation/1.28/declarative_role_management/#password-management',
  wrong: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec: {managed: {roles: [{name: reports, passwordSecret: {name: reports}}]}}
---
apiVersion: external-secrets.io/v1
kind: ExternalSecret
metadata: {name: reports, namespace: shop}
spec: {refreshInterval: 24h0m0s, target: {template: {data: {username: reports, password: "{{ .password }}"}}}}
`,
  right: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec: {managed: {roles: [{name: reports, passwordSecret: {name: reports}}]}}
---
apiVersion: external-secrets.io/v1
kind: ExternalSecret
metadata: {name: reports, namespace: shop}
spec:
  refreshInterval: 24h0m0s
  target:
    template: {metadata: {labels: {cnpg.io/reload: "true"}}, data: {username: reports, password: "{{ .password }}"}}
`,
  check(manifest, { index, report }) {
    const name = targetNameOf(manifest);
    const role = roleOfSecret(namespaceOf(manifest), name, index);
    const template = at(manifest, 'spec.target.template');
    // Without a template the Secret gets the labels of the ExternalSecret itself.
    const labels = template === undefined ? manifest.metadata.labels : at(template, 'metadata.labels');
    if (role === undefined || refreshSecondsOf(manifest) === undefined || Object.hasOwn(record(labels), RELOAD_LABEL))
      return;
    report({
      path: 'spec.target',
      message: `the operator is not notified when Secret ${name}, the password of role "${role}", changes`,
      fix: `add the label ${RELOAD_LABEL}: "true" in spec.target.template.metadata.labels`,
    });
  },
};
