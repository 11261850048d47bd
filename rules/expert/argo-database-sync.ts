import { roleOf, syncOptionsOf } from '../../manifests/argo/argo';
import { Kind } from '../../manifests/object/kinds';
import { at } from '../../manifests/object/manifest';
import type { Rule } from '../engine/rule';

export const argoDatabaseSync: Rule = {
  id: 'argo-database-sync',
  severity: 'info',
  kinds: [Kind.APPLICATION],
  why: `CNPG fills in some twenty fields of a Cluster, and \`kubectl cnpg\` sets annotations. With server-side apply they keep their values;
without it they are a permanent difference. While the operator restarts, its webhook refuses every request, and only a sync with \`retry\`
recovers.`,
  docs: 'https://argo-cd.readthedocs.io/en/stable/user-guide/auto_sync/',
  wrong: `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: shop-database, namespace: argocd}
spec: {source: {path: dist/shop/database}, syncPolicy: {syncOptions: [ServerSideApply=true]}}
`,
  right: `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: shop-database, namespace: argocd}
spec: {source: {path: dist/shop/database}, syncPolicy: {syncOptions: [ServerSideApply=true], retry: {limit: 10}}}
`,
  check(manifest, { report }) {
    if (roleOf(manifest) !== 'database') return;
    const path = 'spec.syncPolicy';
    if (!syncOptionsOf(manifest).includes('ServerSideApply=true')) {
      const message = 'without server-side apply the fields that CNPG fills in stay a difference';
      report({ path: `${path}.syncOptions`, message, fix: 'add ServerSideApply=true' });
    }
    if ((at(manifest, `${path}.retry`) ?? null) !== null) return;
    const message = 'without retry a sync fails for good if it runs while the operator restarts';
    report({ path: `${path}.retry`, message, fix: 'add retry with a limit and a backoff' });
  },
};
