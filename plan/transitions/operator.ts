import { barmanCloudOf } from '../../manifests/cnpg/plugins';
import { installationsOf } from '../../manifests/installations/installations';
import type { Component } from '../../manifests/installations/seen-versions';
import { Kind } from '../../manifests/object/kinds';
import { groupKindOf, type Manifest } from '../../manifests/object/manifest';
import type { Index } from '../../manifests/object/object-index';
import { runningClusters } from '../engine/applied-clusters';
import type { Verdict } from '../engine/change';
import type { FieldPath } from '../engine/path';
import { rollingUpdateOf } from '../engine/rollout';
import type { Transition } from '../engine/transition';
import { INSTALLER_KINDS, reinstallationsOf } from '../upgrade/installers';
import { operatorSettings } from '../upgrade/operator-settings';

const PODS: Readonly<Record<Component, string>> = {
  operator: 'the new operator updates the instance manager in every pod',
  plugin: 'its sidecar is part of every pod',
};

/**
 * Another version of the operator or of the Barman Cloud plugin, in the object that installs it.
 * @see https://cloudnative-pg.io/documentation/1.28/installation_upgrade/#upgrades
 */
export const operator: Transition = {
  kinds: INSTALLER_KINDS,
  paths: ['spec.source', 'spec.sources', 'spec.chart', 'spec.template.spec.containers'],
  judge({ path }, context) {
    const { before, after, objects } = context;
    const [change] = reinstallationsOf(before, after, objects);
    if (change === undefined || path.includes('helm') || isOtherField(path)) return restarted(after, objects.after);
    const { product, from, to } = change;
    const cause = `${product} ${from.shown} becomes ${to.shown}`;
    if (product === 'operator' && operatorSettings(objects.after).isInPlace) {
      return { impact: 'none', reason: `${cause}: instance managers are updated in place, no pod is recreated` };
    }
    const all = runningClusters(context);
    const rolled = product === 'operator' ? all : all.filter((cluster) => barmanCloudOf(cluster) !== undefined);
    return rollingUpdateOf(rolled, `${cause}: ${PODS[product]}`);
  },
};

/** The Deployment of the operator itself, with the same version. */
function restarted(manifest: Manifest, index: Index): Verdict | undefined {
  const isOperator = installationsOf(manifest, index).some(({ component }) => component === 'operator');
  if (groupKindOf(manifest) !== Kind.DEPLOYMENT || !isOperator) return undefined;
  const reason =
    'the operator starts anew: databases keep running, without failover, backups and changes until it is ready';
  return { impact: 'rolling-update', reason };
}

/** Of a container, only its image is the version. */
function isOtherField(path: FieldPath): boolean {
  return path.includes('containers') && path.at(-1) !== 'image';
}
