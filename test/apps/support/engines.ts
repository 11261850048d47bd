import { parametricPortal } from '../../../apps/parametric-portal/chart';
import { phoenixGuardian } from '../../../apps/phoenix-guardian/chart';
import { config as aws } from '../../../apps/platforms/aws/config';
import { config as k3s } from '../../../apps/platforms/k3s/config';
import { platformApplication } from '../../../apps/platforms/platform-application';
import type { PlatformConfig } from '../../../apps/platforms/platform-config';
import type { Application, GitOps } from '../../../constructs/index';

const DATABASES = [parametricPortal, phoenixGuardian];

/** The applications of the records and their platforms, as an engine applies them. With Flux, what is accepted of an operator is said of the Clusters that it runs. */
export function forEngine(gitops: GitOps): readonly Application[] {
  const isFlux = gitops === 'flux';
  const configs = [k3s, aws].map(
    (config): PlatformConfig => ({
      ...config,
      platform: { ...config.platform, gitops },
      notifications: isFlux ? {} : config.notifications,
      suppressions: isFlux ? [] : config.suppressions,
    }),
  );
  const databases = DATABASES.map((each) => {
    const config = [k3s, aws].find(({ platform }) => platform.name === each.platform?.name);
    if (config === undefined) throw new Error(`${each.name} has no platform`);
    const accepted = config.suppressions.map((one) => ({ ...one, object: `Cluster ${each.name}/${each.name}-db` }));
    return {
      ...each,
      platform: { ...config.platform, gitops },
      suppressions: [...each.suppressions, ...(isFlux ? accepted : [])],
    };
  });
  return [...databases, ...configs.map((config) => platformApplication(config, databases))];
}
