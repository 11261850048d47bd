import { roleOf } from '../../manifests/argo/argo';
import { Kind } from '../../manifests/object/kinds';
import { at } from '../../manifests/object/manifest';
import type { Rule } from '../engine/rule';

export const argoApplicationPrune: Rule = {
  id: 'argo-application-prune',
  severity: 'warning',
  level: 'regulated',
  kinds: [Kind.APPLICATION],
  why: `With automated pruning, whatever is missing in git is deleted within minutes: a renamed folder or a template that renders nothing is
enough. For a database this deletes the data. For the operator it deletes the CRDs, and with them every database.`,
  docs: 'https://argo-cd.readthedocs.io/en/stable/user-guide/auto_sync/#automatic-pruning',
  wrong: `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: shop-database, namespace: argocd}
spec: {source: {path: dist/shop/database}, syncPolicy: {automated: {prune: true}}}
`,
  right: `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: shop-database, namespace: argocd}
spec: {source: {path: dist/shop/database}, syncPolicy: {automated: {prune: false}}}
`,
  check(manifest, { report }) {
    const role = roleOf(manifest);
    for (const field of ['prune', 'allowEmpty']) {
      const path = `spec.syncPolicy.automated.${field}`;
      if (role === undefined || role === 'cert-manager' || at(manifest, path) !== true) continue;
      report({
        path,
        message: `${field}: true on ${role === 'database' ? 'a database' : `the ${role}`}: whatever is missing in git, even for a moment, is deleted`,
        fix: `set ${field}: false, and delete objects by hand`,
      });
    }
  },
};
