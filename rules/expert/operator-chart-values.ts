import { type OperatorChart, operatorChartsOf } from '../../manifests/installations/operator-charts';
import { Kind } from '../../manifests/object/kinds';
import { at } from '../../manifests/object/manifest';
import { OPERATOR_CHART_KEYS, OTHER_CHART_KEYS } from '../../values/cnpg/operator-chart-keys';
import { nearest } from '../../values/text/nearest';
import type { Reported, Rule } from '../engine/rule';

const RELEASE = `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: {name: cnpg, namespace: cnpg-system}
spec:
  chart: {spec: {chart: cloudnative-pg, version: 0.29.0, sourceRef: {kind: HelmRepository, name: cnpg}}}
`;

export const operatorChartValues: Rule = {
  id: 'operator-chart-values',
  severity: 'warning',
  kinds: [Kind.APPLICATION, Kind.HELM_RELEASE, Kind.K3S_HELM_CHART],
  why: `Without its webhooks the operator accepts changes that destroy data, and without a pod it fails over nobody. Helm ignores a misspelled
key, and what it should set stays at its default. So does a key that belongs to a chart around this one.`,
  docs: 'https://github.com/cloudnative-pg/charts/tree/main/charts/cloudnative-pg',
  wrong: `${RELEASE}  values: {replicasCount: 2}
`,
  right: `${RELEASE}  values: {replicaCount: 2}
`,
  check(manifest, { index, report }) {
    for (const chart of operatorChartsOf(manifest, index)) {
      for (const { path, ...found } of [...missing(chart), ...misspelled(chart)]) {
        report({ ...found, path: `${chart.values.path}.${path}` });
      }
    }
  },
};

function* missing({ values }: OperatorChart): Iterable<Reported> {
  if (at(values.value, 'replicaCount') === 0) {
    yield {
      path: 'replicaCount',
      message: 'no pod of it runs: nobody fails over or backs up',
      fix: 'set replicaCount: 1',
    };
  }
  for (const [webhook, effect] of Object.entries(WEBHOOKS)) {
    if (at(values.value, `webhook.${webhook}.create`) !== false) continue;
    yield {
      path: `webhook.${webhook}.create`,
      message: `there is no ${webhook} webhook: ${effect}`,
      fix: 'set it to true',
    };
  }
}

const WEBHOOKS = {
  validating: 'changes that destroy data are accepted',
  mutating: 'what a Cluster leaves out gets no default before it is stored',
};

function* misspelled({ component, chart, values }: OperatorChart): Iterable<Reported> {
  for (const [path, meant] of Object.entries(OTHER_CHART_KEYS)) {
    if (component !== 'operator' || at(values.value, path) === undefined) continue;
    yield { path, message: `the chart has no value ${path}`, fix: `write ${meant}` };
  }
  for (const key of Object.keys(values.value).filter((each) => !OPERATOR_CHART_KEYS.includes(each))) {
    const meant = nearest(key, OPERATOR_CHART_KEYS);
    if (key === chart)
      yield { path: key, message: `the chart reads nothing below ${key}`, fix: 'move it one level up' };
    else if (meant !== undefined) yield { path: key, message: `the chart has no value ${key}`, fix: `write ${meant}` };
  }
}
