import type { Manifest } from '../../../manifests/object/manifest';
import { plan, type Upgrade, type UpgradeEffect } from '../../../plan';
import { DEFAULT_TARGET } from '../../../values/cnpg/target';
import { NOW, object } from '../objects';

const CHARTS: Readonly<Record<string, string>> = {
  '1.28.0': '0.27.0',
  '1.28.1': '0.27.1',
  '1.29.1': '0.28.2',
  '1.29.2': '0.28.3',
  '1.30.0': '0.29.0',
  '0.11.0': '0.5.0',
  '0.12.0': '0.6.0',
};

type Settings = Readonly<Record<string, string>>;

/** The Application that installs a version of the operator. */
export function operator(version: string, data: Settings = {}): Manifest {
  const source = { repoURL: 'https://x', chart: 'cloudnative-pg', targetRevision: CHARTS[version] ?? version };
  return object(
    'Application',
    { source: { ...source, helm: { valuesObject: { config: { data } } } } },
    { name: 'cnpg', namespace: 'argocd' },
  );
}

export function plugin(version: string): Manifest {
  const source = { repoURL: 'https://x', chart: 'plugin-barman-cloud', targetRevision: CHARTS[version] ?? version };
  return object('Application', { source }, { name: 'barman', namespace: 'argocd' });
}

/** What the upgrade of the operator does to these objects. */
export function upgrade(from: string, to: string, objects: readonly Manifest[], data: Settings = {}): Upgrade {
  const { upgrades = [] } = plan([operator(from, data), ...objects], [operator(to, data), ...objects], {
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
