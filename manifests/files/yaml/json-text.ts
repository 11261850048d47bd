const LONE_SURROGATE = /[\ud800-\udfff]/gu;

/**
 * A text that is JSON, as Go reads it; undefined for any other. kubectl first reads a text that begins with a brace as JSON, which has
 * escapes that YAML lacks.
 */
export function readJson(text: string): { readonly value: unknown } | undefined {
  if (!/^\s*\{/.test(text)) return undefined;
  try {
    return { value: JSON.parse(text, settle) };
  } catch {
    return undefined;
  }
}

function settle(_: string, value: unknown): unknown {
  if (typeof value === 'string') return value.replaceAll(LONE_SURROGATE, '\ufffd');
  if (typeof value === 'number' && !Number.isFinite(value)) throw new RangeError('no float holds it');
  return value;
}
