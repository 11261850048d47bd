import { field, isObject, show } from '../../../manifests/object/json';

/** Why a text is not a JSON patch; undefined if it is one. The patch is only parsed, never applied. */
export function parseJsonPatch(text: string): string | undefined {
  let patch: unknown;
  try {
    patch = JSON.parse(text);
  } catch {
    return 'is not JSON';
  }
  if (patch === null) return undefined;
  if (!Array.isArray(patch)) return 'is not a list of operations';
  for (const [index, operation] of patch.entries()) {
    const problem = operationProblem(operation);
    if (problem !== undefined) return `operation ${index} ${problem}`;
  }
  return undefined;
}

function operationProblem(operation: unknown): string | undefined {
  if (operation === null) return 'is null';
  if (!isObject(operation)) return `is ${show(operation)}, not an object`;
  const op = field(operation, 'op');
  if (op === 'add' || op === 'replace') {
    if (!Object.hasOwn(operation, 'value')) return `(${op}) has no value`;
  } else if (op === 'move' || op === 'copy') {
    if (typeof field(operation, 'from') !== 'string') return `(${op}) has no from`;
  } else if (op !== 'remove' && op !== 'test') return `has the op ${show(op)}, which does not exist`;
  return typeof field(operation, 'path') === 'string' ? undefined : 'has no path';
}
