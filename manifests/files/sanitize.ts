/**
 * A copy of a value as JSON would carry it: null and undefined fields are dropped, because they are absent to the API server. Values
 * without a JSON form are reported: a hole in a list would shift every item after it, and NaN would be printed as a string.
 */
export function sanitize(value: unknown, path: string, report: (problem: string) => void): unknown {
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) report(`${path} is ${value}, which has no form in JSON; give a finite number`);
    // JSON has no negative zero.
    return value + 0;
  }
  if (Array.isArray(value)) return value.map((item, index) => sanitizeItem(item, `${path}[${index}]`, report));
  if (typeof value !== 'object' || value === null) {
    report(`${path} is a ${typeof value}; give a string, number, boolean, list or plain object`);
    return undefined;
  }
  const prototype = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) {
    report(`${path} is an instance of ${prototype.constructor?.name}; give plain data`);
    return undefined;
  }
  const fields = Object.entries(value).filter(([, field]) => field !== undefined && field !== null);
  return Object.fromEntries(
    fields.map(([key, field]) => [key, sanitize(field, path === '' ? key : `${path}.${key}`, report)]),
  );
}

function sanitizeItem(item: unknown, path: string, report: (problem: string) => void): unknown {
  if (item !== undefined && item !== null) return sanitize(item, path, report);
  report(`${path} is ${item}; leave the item out of the list`);
  return undefined;
}
