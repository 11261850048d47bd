import { applicationsOf, roleOf } from '../../manifests/argo/argo';
import { Kind } from '../../manifests/object/kinds';
import { at, text } from '../../manifests/object/manifest';
import type { Rule } from '../engine/rule';

const PATH = 'spec.destination.namespace';

export const argoPluginNamespace: Rule = {
  id: 'argo-plugin-namespace',
  severity: 'error',
  kinds: [Kind.APPLICATION],
  why: `The operator looks for the Services of plugins in its own namespace and nowhere else. A plugin that is installed beside it is healthy, and
unknown to the operator: all Clusters that name it wait.`,
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
      message: `the plugin goes to "${own}", the operator to ${operators.join(', ')}, where alone it looks for plugins`,
      fix: `set destination.namespace: ${operators[0]}`,
    });
  },
};
