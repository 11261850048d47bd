import { parametricPortal } from '../../../apps/parametric-portal/chart';
import { phoenixGuardian } from '../../../apps/phoenix-guardian/chart';
import { config as aws } from '../../../apps/platforms/aws/config';
import { config as k3s } from '../../../apps/platforms/k3s/config';
import { platformApplication } from '../../../apps/platforms/platform-application';

const databases = [parametricPortal, phoenixGuardian];

/** The two applications of the records on their platforms, whatever else this repository has. */
export const EXAMPLES = [...databases, ...[k3s, aws].map((platform) => platformApplication(platform, databases))];
