import { dependent, parameters } from '.';

export const memory = (request: string | undefined, limit: string | undefined) => ({
  resources: { ...(request && { requests: { memory: request } }), ...(limit && { limits: { memory: limit } }) },
});

export const sized = (size: string, spec: Record<string, unknown> = {}, given = {}) =>
  parameters(given, { storage: { size }, ...spec });

export const pooler = (given: Record<string, string>, spec: Record<string, unknown> = {}, name = 'pooler') =>
  dependent('Pooler', name, { type: 'rw', instances: 2, pgbouncer: { parameters: given }, ...spec });
