import { configurationIn, operatorChartsOf } from '../../manifests/installations/operator-charts';
import { Kind } from '../../manifests/object/kinds';
import { groupKindOf, type Manifest, record, text } from '../../manifests/object/manifest';
import type { Index } from '../../manifests/object/object-index';
import { targetRelease } from '../../manifests/releases/operator-releases';
import { isReadable, OPERATOR_CONFIG, OPERATOR_OPTIONS } from '../../values/cnpg/operator-options';
import { nearest } from '../../values/text/nearest';
import type { Rule } from '../engine/rule';

const RELEASE = `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: {name: cnpg, namespace: cnpg-system}
spec:
  chart: {spec: {chart: cloudnative-pg, version: 0.29.0, sourceRef: {kind: HelmRepository, name: cnpg}}}
`;

export const operatorConfiguration: Rule = {
  id: 'operator-configuration',
  severity: 'warning',
  kinds: [Kind.APPLICATION, Kind.HELM_RELEASE, Kind.K3S_HELM_CHART, Kind.CONFIG_MAP, Kind.SECRET],
  why: `The operator ignores an option that it does not know, and a value that it cannot read, and takes the default: a delay between rollouts
that is written as \`60s\` is none, and all clusters restart at once at the next upgrade. In the chart options are below \`config.data\`.`,
  docs: 'https://cloudnative-pg.io/documentation/1.28/operator_conf/#available-options',
  wrong: `${RELEASE}  values: {config: {data: {CLUSTERS_ROLOUT_DELAY: "60"}}}
`,
  right: `${RELEASE}  values: {config: {data: {CLUSTERS_ROLLOUT_DELAY: "60", WATCH_NAMESPACE: "shop,bank"}}}
`,
  check(manifest, { index, target, report }) {
    for (const { path, data, misplaced } of optionsIn(manifest, index)) {
      for (const [name, value] of Object.entries(data)) {
        const kind = Object.hasOwn(OPERATOR_OPTIONS, name) ? OPERATOR_OPTIONS[name] : undefined;
        const meant = nearest(name, Object.keys(OPERATOR_OPTIONS));
        if (kind === undefined) {
          // A release that nobody here knows may have more of them.
          if (meant === undefined && targetRelease(target) === undefined) continue;
          const fix = meant === undefined ? 'remove it' : `write ${meant}`;
          report({ path: `${path}.${name}`, message: `the operator has no option ${name}, and ignores it`, fix });
        } else if (typeof value === 'string' && !isReadable(kind, value)) {
          const what = kind === 'number' ? 'a whole number' : 'true or false';
          const message = `"${value}" is not ${what}: the operator ignores it, and takes its default`;
          report({ path: `${path}.${name}`, message, fix: `write ${what}, as a text` });
        }
      }
      for (const name of misplaced) {
        const at = path.replace(/data$/, name);
        report({ path: at, message: `the chart ignores ${name} here`, fix: `move it below config.data` });
      }
    }
  },
};

interface Options {
  readonly path: string;
  readonly data: Readonly<Record<string, unknown>>;
  /** Options beside `data`. */
  readonly misplaced: readonly string[];
}

function optionsIn(manifest: Manifest, index: Index): readonly Options[] {
  const kind = groupKindOf(manifest);
  if (kind === Kind.CONFIG_MAP || kind === Kind.SECRET) {
    if (text(manifest.metadata.name) !== OPERATOR_CONFIG) return [];
    const field = kind === Kind.SECRET ? 'stringData' : 'data';
    return [{ path: field, data: record(manifest[field]), misplaced: [] }];
  }
  const charts = operatorChartsOf(manifest, index).filter(({ component }) => component === 'operator');
  return charts.map((chart) => {
    const beside = Object.keys(record(chart.values.value.config));
    const misplaced = beside.filter((name) => Object.hasOwn(OPERATOR_OPTIONS, name));
    return { ...configurationIn(chart), misplaced };
  });
}
