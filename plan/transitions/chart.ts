import { OPERATOR_CHART, PLUGIN_CHART } from '../../manifests/argo/argo';
import { barmanCloudOf } from '../../manifests/cnpg/plugins';
import { Kind } from '../../manifests/object/kinds';
import { at, list, type Manifest, record } from '../../manifests/object/manifest';
import { rollingUpdateOf } from '../engine/rollout';
import type { Transition, TransitionContext } from '../engine/transition';

/**
 * Another version of the operator or of the Barman Cloud plugin, in the Argo CD Application that installs it.
 * @see https://cloudnative-pg.io/documentation/1.28/installation_upgrade/#upgrades
 */
export const chart: Transition = {
  kinds: [Kind.APPLICATION],
  paths: ['spec.source', 'spec.sources'],
  judge(_difference, context) {
    const all = context.objects.after.all(Kind.CLUSTER);
    const operator = changeOf(OPERATOR_CHART, context);
    if (operator !== undefined) {
      if (updatesInPlace(context.after)) {
        return { impact: 'none', reason: `${operator}: instance managers are updated in place, no pod is recreated` };
      }
      return rollingUpdateOf(all, `${operator}: the new operator updates the instance manager in every pod`);
    }
    const plugin = changeOf(PLUGIN_CHART, context);
    if (plugin === undefined) return undefined;
    const users = all.filter((cluster) => barmanCloudOf(cluster) !== undefined);
    return rollingUpdateOf(users, `${plugin}: its sidecar is part of every pod`);
  },
};

function changeOf(chartName: string, { before, after }: TransitionContext): string | undefined {
  const [from, to] = [before, after].map((side) => sourcesOf(side).find((source) => source.chart === chartName));
  if (from === undefined || to === undefined || from.targetRevision === to.targetRevision) return undefined;
  return `chart ${chartName} goes from ${from.targetRevision} to ${to.targetRevision}`;
}

function sourcesOf(application: Manifest): Readonly<Record<string, unknown>>[] {
  return [at(application, 'spec.source'), ...list(at(application, 'spec.sources'))].map(record);
}

function updatesInPlace(application: Manifest): boolean {
  return sourcesOf(application).some(
    (source) => at(source, 'helm.valuesObject.config.data.ENABLE_INSTANCE_MANAGER_INPLACE_UPDATES') === 'true',
  );
}
