import { type Application, argoConfigPatches } from '../../constructs/index';
import { addArgoPlatform } from './argo-platform';
import { addFluxPlatform } from './flux-platform';
import type { PlatformConfig } from './platform-config';

/**
 * What a platform runs beside its applications: operators, namespaces, and the objects of Argo CD or Flux by which everything is applied.
 * @param applications - all of the repository; its own are those that have folders on it
 */
export function platformApplication(config: PlatformConfig, applications: readonly Application[]): Application {
  const { platform, suppressions } = config;
  const own = applications.filter((each) =>
    [each.platform, ...(each.platforms ?? [])].some((one) => one?.name === platform.name),
  );
  const common = { name: platform.name, platform, suppressions };
  if (platform.gitops === 'flux') return { ...common, build: (app) => addFluxPlatform(app, config, own) };
  return { ...common, build: (app) => addArgoPlatform(app, config, own), files: argoFiles };
}

function argoFiles(): Readonly<Record<string, object>> {
  const { config, notifications } = argoConfigPatches();
  return {
    'apps/platforms/argocd-cm.yaml': config,
    'apps/platforms/argocd-notifications-cm.yaml': notifications,
  };
}
