import { roleOf } from '../../manifests/argo/argo';
import { Kind } from '../../manifests/object/kinds';
import { record, text } from '../../manifests/object/manifest';
import type { Rule } from '../engine/rule';

const ANNOTATION = 'argocd.argoproj.io/compare-options';
const OPTION = 'IncludeMutationWebhook=true';

export const argoMutationWebhook: Rule = {
  id: 'argo-mutation-webhook',
  severity: 'warning',
  kinds: [Kind.APPLICATION],
  why: `With \`IncludeMutationWebhook=true\`, what a webhook fills in counts as a difference. The webhook of CNPG fills in some twenty
fields of a Cluster, including its default parameters. The database is then always out of sync, and a real difference is easily missed.`,
  docs: 'https://argo-cd.readthedocs.io/en/stable/user-guide/diff-strategies/#mutation-webhooks',
  wrong: `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata:
  name: shop-database
  namespace: argocd
  annotations: {argocd.argoproj.io/compare-options: "ServerSideDiff=true,IncludeMutationWebhook=true"}
spec: {source: {path: dist/shop/database}}
`,
  right: `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata:
  name: shop-database
  namespace: argocd
  annotations: {argocd.argoproj.io/compare-options: ServerSideDiff=true}
spec: {source: {path: dist/shop/database}}
`,
  check(manifest, { report }) {
    const options = (text(record(manifest.metadata.annotations)[ANNOTATION]) ?? '').split(',').map((one) => one.trim());
    if (roleOf(manifest) !== 'database' || !options.includes(OPTION)) return;
    report({
      path: `metadata.annotations.${ANNOTATION}`,
      message: `${OPTION}: the fields that CNPG fills in stay differences`,
      fix: 'remove it; ServerSideDiff=true is enough',
    });
  },
};
