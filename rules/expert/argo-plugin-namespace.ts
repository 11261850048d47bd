import { applicationsOf, roleOf } from '../../manifests/argo/argo';
import { Kind } from '../../manifests/object/kinds';
import { at, text } from '../../manifests/object/manifest';
import type { Rule } from '../engine/rule';

const PATH = 'spec.destination.namespace';

export const argoPluginNamespace: Rule = {
  id: 'argo-plugin-namespace',
  severity: 'error',
  kinds: [Kind.APPLICATION],
  why: `The operator looks for the Services of plugins in its own namespace only. A plugin in another namespace is healthy but unknown to
the operator, and every Cluster that names it waits.`,
  docs: 'https://cloudnative-pg.io/plugin-barman-cloud/docs/installation/',
  wrong: `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: cnpg, namespace: argocd}
spec: {source: {chart: cloudnative-pg}, destination: {namespace: cnpg-system}}
---
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: plugin, namespace: argocd}
spec: {source: {chart: plugin-barman-cloud}, destination: {namespace: barman}}
`,
  right: `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: cnpg, namespace: argocd}
spec: {source: {chart: cloudnative-pg}, destination: {namespace: cnpg-system}}
---
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: plugin, namespace: argocd}
spec: {source: {chart: plugin-barman-cloud}, destination: {namespace: cnpg-system}}
`,
  check(manifest, { index, report }) {
    if (roleOf(manifest) !== 'plugin') return;
    const own = text(at(manifest, PATH)) ?? '';
    const operators = applicationsOf('operator', index).flatMap((each) => text(at(each, PATH)) ?? []);
    if (operators.length === 0 || operators.includes(own)) return;
    report({
      path: PATH,
      message: `the plugin is installed into "${own}", but the operator looks for plugins only in its own namespace, ${operators.join(', ')}`,
      fix: `set destination.namespace: ${operators[0]}`,
    });
  },
};
