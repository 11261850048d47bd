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
export const applications: readonly Application[] = withPlatforms(databases);

/** The same with one more, which is not registered yet. */
export function withApplication(application: Application): readonly Application[] {
  return withPlatforms([...databases, application]);
}

function withPlatforms(all: readonly Application[]): readonly Application[] {
  return [...all, ...[k3s, aws].map((platform) => platformApplication(platform, all))];
}
