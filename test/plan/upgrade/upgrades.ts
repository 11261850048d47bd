import type { Manifest } from '../../../manifests/object/manifest';
import { plan, type Upgrade, type UpgradeEffect } from '../../../plan';
import { DEFAULT_TARGET } from '../../../values/cnpg/target';
import { NOW, object } from '../objects';

/** Charts of the plugin. */
const CHARTS: Readonly<Record<string, string>> = { '0.11.0': '0.5.0', '0.12.0': '0.6.0' };

type Settings = Readonly<Record<string, string>>;

/** A version of the operator, by its image, so that no table of charts is needed; and its settings. */
export function operator(version: string, data: Settings = {}): Manifest[] {
  const image = `ghcr.io/cloudnative-pg/cloudnative-pg:${version}`;
  const settings = { name: 'cnpg-controller-manager-config', namespace: 'cnpg-system' };
  return [
    object(
      'Deployment',
      { template: { spec: { containers: [{ name: 'manager', image }] } } },
      { name: 'cnpg', namespace: 'cnpg-system' },
    ),
    { ...object('ConfigMap', {}, settings), apiVersion: 'v1', data },
  ];
}

export function plugin(version: string): Manifest {
  const source = { repoURL: 'https://x', chart: 'plugin-barman-cloud', targetRevision: CHARTS[version] ?? version };
  return object('Application', { source }, { name: 'barman', namespace: 'argocd' });
}

/** What the upgrade of the operator does to these objects. */
export function upgrade(from: string, to: string, objects: readonly Manifest[], data: Settings = {}): Upgrade {
  const { upgrades = [] } = plan([...operator(from, data), ...objects], [...operator(to, data), ...objects], {
    now: NOW,
    target: DEFAULT_TARGET,
  });
  const [found] = upgrades;
  if (found === undefined) throw new Error('no upgrade');
  return found;
}

/** The effects of the upgrade whose reason has this in it. */
export function effects(found: Upgrade, reason: RegExp): readonly UpgradeEffect[] {
  return found.effects.filter((effect) => reason.test(effect.reason));
}
