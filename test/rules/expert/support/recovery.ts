import { cluster } from '.';

export const recovery = (fields: unknown, spec: Record<string, unknown> = {}) =>
  cluster({ bootstrap: { recovery: fields }, ...spec });

export const initdb = (fields: unknown, spec: Record<string, unknown> = {}) =>
  cluster({ bootstrap: { initdb: fields }, ...spec });

export const target = (targetTime: string) => [recovery({ source: 'x', recoveryTarget: { targetTime } })];

export const secret = { passwordSecret: { name: 'x' } };
