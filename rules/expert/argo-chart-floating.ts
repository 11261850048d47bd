import { OPERATOR_CHART, PLUGIN_CHART, sourcesOf } from '../../manifests/argo/argo';
import { CLUSTER_CHART } from '../../manifests/helm/cluster-source';
import { pinOf } from '../../manifests/installations/seen-versions';
import { Kind } from '../../manifests/object/kinds';
import { text } from '../../manifests/object/manifest';
import type { Rule } from '../engine/rule';

const EXACT = /^v?\d+\.\d+\.\d+([-+][0-9A-Za-z.+-]+)?$/;
const CHARTS = [OPERATOR_CHART, PLUGIN_CHART, CLUSTER_CHART];

export const argoChartFloating: Rule = {
  id: 'argo-chart-floating',
  severity: 'warning',
  kinds: [Kind.APPLICATION],
  why: `A version range, or no version, installs the newest chart at the next sync. That upgrades the operator, which restarts every
instance, without a commit that shows the upgrade or could be reverted.`,
  docs: 'https://argo-cd.readthedocs.io/en/stable/user-guide/tracking_strategies/#helm',
  wrong: `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: cnpg, namespace: argocd}
spec: {source: {chart: cloudnative-pg, targetRevision: 0.27.x}}
`,
  right: `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: cnpg, namespace: argocd}
spec: {source: {chart: cloudnative-pg, targetRevision: 0.27.0}}
`,
  check(manifest, { report }) {
    for (const { chart, targetRevision, path } of sourcesOf(manifest)) {
      const revision = text(targetRevision) ?? '';
      if (chart === undefined || !CHARTS.includes(chart) || EXACT.test(revision)) continue;
      report({
        path: `${path}.targetRevision`,
        message: `"${revision}" installs the newest version of ${chart} at the next sync`,
        fix: pinOf(chart, revision),
      });
    }
  },
};
