import { cluster } from '.';

export const synchronous = (fields: Record<string, unknown>, instances = 3, more: Record<string, unknown> = {}) =>
  cluster({ instances, postgresql: { synchronous: { method: 'any', number: 1, ...fields }, ...more } });

export const three = (spec: Record<string, unknown>) => cluster({ instances: 3, ...spec });

export const constraint = { syncReplicaElectionConstraint: { enabled: true, nodeLabelsAntiAffinity: ['zone'] } };

export const hba = (...lines: string[]) => cluster({ postgresql: { pg_hba: lines } });
