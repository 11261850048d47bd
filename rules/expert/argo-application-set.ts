import { roleOf } from '../../manifests/argo/argo';
import { Kind } from '../../manifests/object/kinds';
import { at } from '../../manifests/object/manifest';
import type { Rule } from '../engine/rule';

export const argoApplicationSet: Rule = {
  id: 'argo-application-set',
  severity: 'warning',
  level: 'regulated',
  kinds: [Kind.APPLICATION_SET],
  why: `The Applications of an ApplicationSet get the finalizer that deletes their resources, and each Application is deleted when the
generator no longer returns its row: a renamed folder deletes a database. \`preserveResourcesOnDeletion\` removes the finalizer.`,
  docs: 'https://argo-cd.readthedocs.io/en/stable/operator-manual/applicationset/Application-Deletion/',
  wrong: `apiVersion: argoproj.io/v1alpha1
kind: ApplicationSet
metadata: {name: databases, namespace: argocd}
spec: {template: {spec: {source: {path: "{{.path.path}}"}}}}
`,
  right: `apiVersion: argoproj.io/v1alpha1
kind: ApplicationSet
metadata: {name: databases, namespace: argocd}
spec:
  syncPolicy: {preserveResourcesOnDeletion: true, applicationsSync: create-update}
  template: {spec: {source: {path: "{{.path.path}}"}}}
`,
  check(manifest, { report }) {
    const template = { ...manifest, spec: at(manifest, 'spec.template.spec') };
    if (roleOf(template) === undefined || at(manifest, 'spec.syncPolicy.preserveResourcesOnDeletion') === true) return;
    report({
      path: 'spec.syncPolicy',
      message: 'an Application that is no longer generated is deleted together with its database',
      fix: 'set preserveResourcesOnDeletion: true and applicationsSync: create-update',
    });
  },
};
