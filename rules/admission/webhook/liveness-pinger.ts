import { field, isObject, type Json } from '../../../manifests/object/json';

/** The settings in the annotation that preceded `probes.liveness.isolationCheck`, or why it cannot be read. */
export function pingerOf(annotation: string): Json | string {
  let content: unknown;
  try {
    content = JSON.parse(annotation);
  } catch {
    return 'is not JSON';
  }
  if (content === null) content = {};
  if (!isObject(content)) return 'is not a JSON object';
  const enabled = fieldOf(content, 'enabled') ?? null;
  if (enabled === null) return 'has no enabled';
  if (typeof enabled !== 'boolean') return 'has an enabled that is neither true nor false';
  const requestTimeout = timeoutOf(content, 'requestTimeout');
  const connectionTimeout = timeoutOf(content, 'connectionTimeout');
  if (requestTimeout === undefined || connectionTimeout === undefined) return 'has a timeout that is not an integer';
  return { enabled, requestTimeout, connectionTimeout };
}

/** Go finds fields in any case. */
function fieldOf(content: Json, name: string): unknown {
  const key = Object.keys(content).findLast((candidate) => candidate.toLowerCase() === name.toLowerCase());
  return key === undefined ? undefined : field(content, key);
}

function timeoutOf(content: Json, name: string): number | undefined {
  const value = fieldOf(content, name) ?? 0;
  if (typeof value !== 'number' || !Number.isInteger(value)) return undefined;
  return value === 0 ? 1000 : value;
}
