import { roleOf } from '../../manifests/argo/argo';
import { Kind } from '../../manifests/object/kinds';
import { list, text } from '../../manifests/object/manifest';
import type { Rule } from '../engine/rule';

export const argoApplicationFinalizer: Rule = {
  id: 'argo-application-finalizer',
  severity: 'warning',
  level: 'regulated',
  kinds: [Kind.APPLICATION],
  why: `With \`resources-finalizer.argocd.argoproj.io\`, deleting the Application deletes everything that it created. This happens when an
app-of-apps is cleaned up or a generator loses a row. Without the finalizer the databases remain.`,
  docs: 'https://argo-cd.readthedocs.io/en/stable/user-guide/app_deletion/',
  wrong: `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: shop-database, namespace: argocd, finalizers: [resources-finalizer.argocd.argoproj.io]}
spec: {source: {path: dist/shop/database}}
`,
  right: `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: shop-database, namespace: argocd}
spec: {source: {path: dist/shop/database}}
`,
  check(manifest, { report }) {
    const role = roleOf(manifest);
    const finalizers = list(manifest.metadata.finalizers);
    const index = finalizers.findIndex((name) => text(name)?.startsWith('resources-finalizer.argocd.argoproj.io'));
    if (index < 0 || role === undefined || role === 'cert-manager') return;
    report({
      path: `metadata.finalizers[${index}]`,
      message: `deleting this Application deletes ${role === 'database' ? 'the database' : `the ${role} and its CRDs`} too`,
      fix: 'remove the finalizer',
    });
  },
};
