import { roleOf } from '../../manifests/argo/argo';
import { Kind } from '../../manifests/object/kinds';
import { at, list, record, text } from '../../manifests/object/manifest';
import type { Rule } from '../engine/rule';

/** The fields of a Cluster that only git should own, in both spellings: `/spec/imageName`, `.spec.imageName`. */
const OWNED = ['instances', 'postgresql', 'bootstrap', 'imageName', 'storage', 'backup', 'plugins'];
const OWN = new RegExp(`^[./]spec([./](${OWNED.join('|')})\\b.*)?$`);

export const argoIgnoreDifferences: Rule = {
  id: 'argo-ignore-differences',
  severity: 'warning',
  kinds: [Kind.APPLICATION],
  why: `An ignored field may differ from git and no difference is shown. With \`RespectIgnoreDifferences=true\` a change of it in git is
never applied. Changes of parameters, image and bootstrap must be visible; the defaults that CNPG fills in are not a difference under
\`ServerSideDiff=true\`.`,
  docs: 'https://argo-cd.readthedocs.io/en/stable/user-guide/diffing/',
  wrong: `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: shop-database, namespace: argocd}
spec:
  source: {path: dist/shop/database}
  ignoreDifferences: [{group: postgresql.cnpg.io, kind: Cluster, jsonPointers: [/spec/postgresql/parameters]}]
`,
  right: `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: shop-database, namespace: argocd}
spec:
  source: {path: dist/shop/database}
  ignoreDifferences: [{group: postgresql.cnpg.io, kind: Cluster, managedFieldsManagers: [kubectl-cnpg]}]
`,
  check(manifest, { report }) {
    if (roleOf(manifest) !== 'database') return;
    list(at(manifest, 'spec.ignoreDifferences')).forEach((each, i) => {
      const { group, kind, jsonPointers, jqPathExpressions } = record(each);
      if (!['postgresql.cnpg.io', '*'].includes(text(group) ?? '') || !['Cluster', '*'].includes(text(kind) ?? ''))
        return;
      const paths = [...list(jsonPointers), ...list(jqPathExpressions)].flatMap((path) => text(path) ?? []);
      const found = paths.filter((path) => OWN.test(path));
      if (found.length === 0) return;
      report({
        path: `spec.ignoreDifferences[${i}]`,
        message: `${found.join(' and ')} of a Cluster may differ from git, and Argo CD does not show it`,
        fix: 'delete it; for the defaults that CNPG fills in, annotate the Application with argocd.argoproj.io/compare-options: ServerSideDiff=true',
      });
    });
  },
};
