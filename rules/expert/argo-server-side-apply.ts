import { roleOf, sourcesOf, syncOptionsOf } from '../../manifests/argo/argo';
import { Kind } from '../../manifests/object/kinds';
import { at } from '../../manifests/object/manifest';
import type { Rule } from '../engine/rule';

export const argoServerSideApply: Rule = {
  id: 'argo-server-side-apply',
  severity: 'error',
  kinds: [Kind.APPLICATION],
  why: `Client-side apply keeps a copy of each object in an annotation of at most 262,144 bytes. The CRD of Cluster has 434,650 bytes and
that of Pooler 643,749, so the sync of the operator fails. For a database, the copy and the defaults of the operator are a permanent
difference.`,
  docs: 'https://argo-cd.readthedocs.io/en/stable/user-guide/sync-options/#server-side-apply',
  wrong: `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: cnpg, namespace: argocd}
spec: {source: {chart: cloudnative-pg, targetRevision: 0.27.0}}
`,
  right: `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: cnpg, namespace: argocd}
spec: {source: {chart: cloudnative-pg, targetRevision: 0.27.0}, syncPolicy: {syncOptions: [ServerSideApply=true]}}
`,
  check(manifest, { report }) {
    if (roleOf(manifest) !== 'operator' || syncOptionsOf(manifest).includes('ServerSideApply=true')) return;
    if (sourcesOf(manifest).some(({ values }) => at(values, 'crds.create') === false)) return;
    report({
      path: 'spec.syncPolicy.syncOptions',
      message: 'the CRDs of CNPG are too large for client-side apply: this sync fails',
      fix: 'add ServerSideApply=true',
    });
  },
};
