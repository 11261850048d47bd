import type { Application } from '../constructs/index';
import { parametricPortal } from './parametric-portal/chart';
import { config as parametricPortalConfig } from './parametric-portal/config';
import { phoenixGuardian } from './phoenix-guardian/chart';
import { config as phoenixGuardianConfig } from './phoenix-guardian/config';
import { config as aws } from './platforms/aws/config';
import { config as k3s } from './platforms/k3s/config';
import { type DeployedApplication, platformApplication } from './platforms/platform-application';

export { acknowledgements } from './acknowledgements';

/** A namespace is made for each, and an Argo CD project and Application for each of its folders in `dist/`, on its platform. */
const deployed: readonly DeployedApplication[] = [parametricPortalConfig, phoenixGuardianConfig];

/** Everything that synth writes. */
export const applications: readonly Application[] = [
  parametricPortal,
  phoenixGuardian,
  ...[k3s, aws].map((platform) => platformApplication(platform, deployed)),
];
