import { operatorChartsOf } from '../../manifests/installations/operator-charts';
import { tagSeen } from '../../manifests/installations/seen-versions';
import { Kind } from '../../manifests/object/kinds';
import { at, text } from '../../manifests/object/manifest';
import { CHARTS } from '../../values/cnpg/chart-versions';
import { isSameMinor } from '../../values/cnpg/version';
import type { Rule } from '../engine/rule';

const RELEASE = `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: {name: cnpg, namespace: cnpg-system}
spec:
  chart: {spec: {chart: cloudnative-pg, version: 0.29.0, sourceRef: {kind: HelmRepository, name: cnpg}}}
`;

export const operatorChartImage: Rule = {
  id: 'operator-chart-image',
  severity: 'warning',
  kinds: [Kind.APPLICATION, Kind.HELM_RELEASE, Kind.K3S_HELM_CHART],
  why: `The charts of operator and plugin bring the CRDs, the roles and the webhooks of one version. An image of another minor reads fields that
these CRDs drop, or lacks permissions. A patch release of the same minor is fine: not each has a chart.`,
  docs: 'https://github.com/cloudnative-pg/charts/tree/main/charts/cloudnative-pg',
  wrong: `${RELEASE}  values: {image: {tag: 1.28.0}}
`,
  right: `${RELEASE}  values: {image: {tag: 1.30.0}}
`,
  check(manifest, { index, report }) {
    for (const { component, chart, installs, evidence, values } of operatorChartsOf(manifest, index)) {
      const version = tagSeen(component, text(at(values.value, 'image.tag')) ?? '', '')?.version;
      if (version === undefined || isSameMinor(version, installs)) continue;
      const right = Object.entries(CHARTS[chart] ?? {}).findLast(([, each]) => isSameMinor(each, version));
      report({
        path: `${values.path}.image.tag`,
        message: `${evidence} is for ${installs}, and image.tag installs ${version}: the CRDs and the roles are those of ${installs}`,
        fix: `remove image.tag${right === undefined ? '' : `; chart ${right[0]} installs ${right[1]}`}`,
      });
    }
  },
};
