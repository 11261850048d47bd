import { configurationIn, operatorChartsOf } from '../../manifests/installations/operator-charts';
import { Kind } from '../../manifests/object/kinds';
import type { Rule } from '../engine/rule';

const RELEASE = `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: {name: cnpg, namespace: cnpg-system}
spec:
  chart: {spec: {chart: cloudnative-pg, version: 0.29.0, sourceRef: {kind: HelmRepository, name: cnpg}}}
`;

export const operatorOptionText: Rule = {
  id: 'operator-option-text',
  severity: 'error',
  kinds: [Kind.APPLICATION, Kind.HELM_RELEASE, Kind.K3S_HELM_CHART],
  why: `The chart copies \`config.data\` into a ConfigMap, whose values are texts. A number or a flag without quotes is refused there, and with
it the whole release: the operator is neither installed nor upgraded.`,
  docs: 'https://cloudnative-pg.io/documentation/1.28/operator_conf/#available-options',
  wrong: `${RELEASE}  values: {config: {data: {ENABLE_INSTANCE_MANAGER_INPLACE_UPDATES: true}}}
`,
  right: `${RELEASE}  values: {config: {data: {ENABLE_INSTANCE_MANAGER_INPLACE_UPDATES: "true"}}}
`,
  check(manifest, { index, report }) {
    for (const chart of operatorChartsOf(manifest, index)) {
      if (chart.component !== 'operator') continue;
      const { path, data, isMade } = configurationIn(chart);
      if (!isMade) continue;
      for (const [name, value] of Object.entries(data)) {
        if (typeof value !== 'number' && typeof value !== 'boolean') continue;
        report({
          path: `${path}.${name}`,
          message: `${value} is no text: the ConfigMap that the chart makes is refused`,
          fix: `write ${name}: "${value}"`,
        });
      }
    }
  },
};
