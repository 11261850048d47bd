import { admissionError } from './admission-error';
import { list, type Manifest, record, text } from './manifest';
import type { Finding } from './violation';

interface FoundObject {
  /** Path of the object in its document; empty for the document itself. */
  readonly base: string;
  readonly manifest?: Manifest;
  readonly findings: readonly Finding[];
}

/** The objects in a document: the document itself or, as kubectl reads it, the items of a `List`. */
export function objectsOf(value: unknown, base = ''): FoundObject[] {
  const content = record(value);
  if (text(content.kind)?.endsWith('List') && Array.isArray(content.items)) {
    return list(content.items).flatMap((item, index) =>
      objectsOf(item, `${base === '' ? '' : `${base}.`}items[${index}]`),
    );
  }
  const finding = problemOf(value, content);
  if (finding) return [{ base, findings: [finding] }];
  return [{ base, manifest: { ...content, metadata: content.metadata ?? {} } as Manifest, findings: [] }];
}

function problemOf(
  value: unknown,
  { apiVersion, kind, metadata }: Readonly<Record<string, unknown>>,
): Finding | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    const what = Array.isArray(value)
      ? 'a list'
      : value === null
        ? 'null'
        : `the ${typeof value} ${JSON.stringify(value)}`;
    return admissionError(
      'object-type',
      `this is ${what}, where an object is expected`,
      'write an object with apiVersion, kind and metadata',
    );
  }
  for (const [field, given] of Object.entries({ apiVersion, kind })) {
    if (typeof given === 'string' && given !== '') continue;
    const found = given === undefined ? 'is missing' : `is ${JSON.stringify(given)}, where a text is expected`;
    return admissionError(
      'object-kind',
      `${field} ${found}`,
      'write apiVersion and kind',
      given === undefined ? null : field,
    );
  }
  if (metadata === undefined || metadata === null || (typeof metadata === 'object' && !Array.isArray(metadata)))
    return undefined;
  return admissionError(
    'object-metadata',
    `metadata is ${JSON.stringify(metadata)}, where an object is expected`,
    'write metadata with a name',
    'metadata',
  );
}
