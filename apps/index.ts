import type { Application } from '../constructs/index';
import { parametricPortal } from './parametric-portal/chart';
import { phoenixGuardian } from './phoenix-guardian/chart';
import { config as aws } from './platforms/aws/config';
import { config as k3s } from './platforms/k3s/config';
import { platformApplication } from './platforms/platform-application';

export { acknowledgements } from './acknowledgements';

/** Namespaces, Argo CD projects and Applications follow from what each of them renders. */
const databases: readonly Application[] = [parametricPortal, phoenixGuardian];

/** Everything that synth writes. */
export const applications: readonly Application[] = [
  ...databases,
  ...[k3s, aws].map((platform) => platformApplication(platform, databases)),
];
