import { platformApplication } from '../../../apps/platforms/platform-application';
import type { PlatformConfig } from '../../../apps/platforms/platform-config';
import { type Application, DEFAULT_TARGET, type Platform } from '../../../constructs/index';

/** A Kubernetes cluster of three nodes for the applications of a test. */
export const TEST_PLATFORM = {
  name: 'test',
  target: DEFAULT_TARGET,
  nodes: 3,
  storageClasses: ['standard'],
  network: {
    apiServer: [{ cidr: '198.51.100.1/32', ports: [443] }],
    monitoring: [{ namespace: 'metrics' }],
    ingress: [{ namespace: 'ingress' }],
  },
} as const satisfies Platform;

/** Its own folder in `dist/`, with these applications on it. */
export function platformOf(
  applications: readonly Application[],
  platform: Platform = TEST_PLATFORM,
  config?: Partial<PlatformConfig>,
): Application {
  const deployed = applications.map((each) => ({ ...each, platform }));
  return platformApplication({ notifications: {}, suppressions: [], ...config, platform }, deployed);
}
