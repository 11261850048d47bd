import { roleOf } from '../../manifests/argo/argo';
import { Kind } from '../../manifests/object/kinds';
import { at, text } from '../../manifests/object/manifest';
import type { Rule } from '../engine/rule';

export const argoProjectDefault: Rule = {
  id: 'argo-project-default',
  severity: 'warning',
  level: 'regulated',
  kinds: [Kind.APPLICATION],
  why: `The project \`default\` allows its Applications to write any object into any namespace. Anybody who may commit to the folder of a
database can then write ClusterRoles and objects of every other namespace. A dedicated project names one repository, one namespace and the
kinds of a database.`,
  docs: 'https://argo-cd.readthedocs.io/en/stable/user-guide/projects/#the-default-project',
  wrong: `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: shop-database, namespace: argocd}
spec: {project: default, source: {path: dist/shop/database}}
`,
  right: `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: shop-database, namespace: argocd}
spec: {project: shop-database, source: {path: dist/shop/database}}
`,
  check(manifest, { report }) {
    if (roleOf(manifest) !== 'database' || text(at(manifest, 'spec.project')) !== 'default') return;
    report({
      path: 'spec.project',
      message: 'the project "default" may write every kind into every namespace',
      fix: 'create an AppProject with the repository, the namespace and the kinds of this database',
    });
  },
};
