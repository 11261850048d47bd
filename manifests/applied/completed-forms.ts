import type { Document, Unknown } from '../object/document';
import type { Manifest } from '../object/manifest';

type Step = string | number;

/** Two completedForms of an object with unknown values: without them, and with a value for each. */
export function completedForms(document: Document): readonly [without: Document, filled: Document] {
  const { manifest, unknown = [] } = document;
  if (manifest === undefined || unknown.length === 0) return [document, document];
  const without = unknown.reduce<unknown>((object, each) => withValue(object, each.path, absentOf(each)), manifest);
  const filled = unknown.reduce<unknown>(
    (object, each) => ('sample' in each ? withValue(object, each.path, each.sample) : object),
    manifest,
  );
  return [
    { ...document, manifest: without as Manifest },
    { ...document, manifest: filled as Manifest },
  ];
}

/** An object with what patches write into it, as far as that is known without the tool that applies them. */
export function patched(document: Document): Document {
  const { manifest, unknown = [] } = document;
  const written = unknown.filter(({ isSet }) => isSet === true);
  if (manifest === undefined || written.length === 0) return document;
  const changed = written.reduce<unknown>((object, { path, sample }) => withValue(object, path, sample), manifest);
  return { ...document, manifest: changed as Manifest };
}

/** Whether a path of a finding (`spec.plugins[0].name`) is that of an unknown value, or below it. */
export function isUnknown(path: string | null, unknown: readonly Unknown[]): boolean {
  return unknown.some((each) => {
    const at = dotted(each.path);
    return path?.startsWith(at) && /^(?:$|[.[])/.test(path.slice(at.length));
  });
}

function dotted(path: readonly Step[]): string {
  return path
    .map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`))
    .join('')
    .replace(/^\./, '');
}

function absentOf({ isNeeded, ...unknown }: Unknown): unknown {
  return isNeeded === true && 'sample' in unknown ? unknown.sample : undefined;
}

/** A copy with another value at a path; `undefined` removes it. Positions of a list are kept, because other paths count them. */
function withValue(value: unknown, [step, ...rest]: readonly Step[], given: unknown): unknown {
  if (step === undefined) return given;
  if (Array.isArray(value)) {
    return value.map((item, index) => (index === step ? (withValue(item, rest, given) ?? item) : item));
  }
  if (typeof step === 'number' || (given === undefined && !isObject(value))) return value;
  const object = isObject(value) ? value : {};
  const changed = withValue(object[step], rest, given);
  const { [step]: _, ...others } = object;
  return changed === undefined ? others : { ...object, [step]: changed };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
