import { OPERATOR_CHART, PLUGIN_CHART } from '../../manifests/argo/argo';
import { CLUSTER_CHART } from '../../manifests/helm/cluster-source';
import { installedCharts } from '../../manifests/helm/installed-charts';
import { pinOf } from '../../manifests/installations/seen-versions';
import { Kind } from '../../manifests/object/kinds';
import { text } from '../../manifests/object/manifest';
import type { Rule } from '../engine/rule';

const EXACT = /^v?\d+\.\d+\.\d+([-+][0-9A-Za-z.+-]+)?$/;
const CHARTS = [OPERATOR_CHART, PLUGIN_CHART, CLUSTER_CHART];

export const helmReleaseFloating: Rule = {
  id: 'helm-release-floating',
  severity: 'warning',
  kinds: [Kind.HELM_RELEASE],
  why: `Without a version, or with a range of them, Flux installs the newest chart at its next interval. That upgrades the operator, which
restarts every instance, without a commit that shows the upgrade or could be reverted.`,
  docs: 'https://fluxcd.io/flux/components/helm/helmreleases/#helmchart-template',
  wrong: `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: {name: cnpg, namespace: cnpg-system}
spec: {chart: {spec: {chart: cloudnative-pg, sourceRef: {kind: HelmRepository, name: cnpg}}}}
`,
  right: `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: {name: cnpg, namespace: cnpg-system}
spec: {chart: {spec: {chart: cloudnative-pg, version: 0.27.0, sourceRef: {kind: HelmRepository, name: cnpg}}}}
`,
  check(manifest, { report }) {
    for (const { chart, version } of installedCharts(manifest)) {
      const given = text(version.value) ?? '';
      if (!CHARTS.includes(chart) || EXACT.test(given)) continue;
      report({
        path: version.path,
        message: `${given === '' ? 'no version' : `"${given}"`} installs the newest version of ${chart} at the next interval`,
        fix: pinOf(chart, given),
      });
    }
  },
};
