import type { Application } from '../constructs/index';
import { parametricPortal } from './parametric-portal/chart';
import { phoenixGuardian } from './phoenix-guardian/chart';
import { platform } from './platform/chart';

export { acknowledgements } from './acknowledgements';

/** Everything that synth writes. */
export const applications: readonly Application[] = [parametricPortal, phoenixGuardian, platform];
