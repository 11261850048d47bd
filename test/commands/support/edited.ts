import { vi } from 'vitest';
import type { config as portalConfig } from '../../../apps/parametric-portal/config';
import type { config as guardianConfig } from '../../../apps/phoenix-guardian/config';
import { type Application, recoveriesFrom } from '../../../constructs/index';
import type { Edits } from './cut-over';

let loads = 0;

/** An application of this repository, with another config.ts. */
export async function edited<C extends typeof portalConfig | typeof guardianConfig>(
  name: string,
  edits: Edits,
): Promise<Application> {
  const { recoveries, replicas, suppressions } = edits;
  vi.doMock(`../../../apps/${name}/config`, async (original) => {
    const { config } = (await original()) as { config: C };
    const { api } = config;
    return {
      config: {
        ...config,
        recoveries: recoveriesFrom(recoveries),
        api: { ...api, replicas: replicas ?? api.replicas },
        ...(suppressions && { suppressions }),
      },
    };
  });
  loads += 1;
  const chart = (await import(/* @vite-ignore */ `../../../apps/${name}/chart?${loads}`)) as Record<
    string,
    Application
  >;
  // Test files share their modules.
  vi.doUnmock(`../../../apps/${name}/config`);
  return Object.values(chart).find((each) => typeof each === 'object') as Application;
}
