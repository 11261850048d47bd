import { admissionError } from '../object/admission-error';
import type { Document, Locate } from '../object/document';
import { objectsOf } from '../object/objects';
import type { Finding } from '../object/violation';
import { compose, type Remark } from './yaml/compose';
import { locator, positionAt } from './yaml/locate';
import { readPlainBlocks } from './yaml/plain-blocks';
import { YamlProblem } from './yaml/problem';
import { textOf } from './yaml/scalar';
import { type Segment, segments } from './yaml/segments';

/** The text to read. A function is called again when a position is asked for, so that the text need not stay in memory. */
export type Content = string | Uint8Array | (() => Uint8Array);

// The API server accepts no request above 3 MiB, so a larger text cannot be a manifest.
const FIRST_MARKER = '... ends a document, and none has begun: kubectl refuses the file';
const LARGEST_DOCUMENT = 10_000_000;

/**
 * Reads the documents of a text, YAML or JSON. It never throws: a text that cannot be read becomes a document with findings. Lists are
 * split into their items, and empty documents are left out.
 */
export function read(content: Content, file: string): Document[] {
  const source = contentSource(content);
  const documents: Document[] = [];
  let document = 0;
  const bytes = source();
  for (const segment of segments(bytes)) {
    const own = bytes.subarray(segment.start, segment.end);
    for (const found of readDocument(own, source, segment)) documents.push({ ...found, file, document });
    document += 1;
  }
  return documents;
}

type Found = Pick<Document, 'manifest' | 'findings' | 'locate'>;
type Source = () => Uint8Array;

/** What gives the bytes of a content. */
export function contentSource(content: Content): Source {
  if (typeof content === 'function') return content;
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  return () => bytes;
}

function readDocument(bytes: Uint8Array, source: Source, segment: Segment): Found[] {
  if (bytes.length > LARGEST_DOCUMENT) {
    const size = `${Math.ceil(bytes.length / 1e5) / 10} MB`;
    const message = `a document of ${size}: no more than ${LARGEST_DOCUMENT / 1e6} MB are read, and the API server takes 3`;
    return [refused(admissionError('document-too-large', message, 'split it'), segment)];
  }
  const text = textOf(bytes);
  if (text === undefined || text.includes('\0')) return [refused(notText(bytes), segment)];
  try {
    return readText(text, source, segment);
  } catch (error) {
    if (!(error instanceof YamlProblem)) throw error;
    if (segment.marker === 'behind') return [neverRead(segment)];
    return [refused(admissionError('yaml-syntax', error.message, error.fix), segment, text, error.offset)];
  }
}

function readText(text: string, source: Source, segment: Segment): Found[] {
  if (segment.marker === 'first')
    return [refused(admissionError('yaml-syntax', FIRST_MARKER, 'remove the line'), segment)];
  const plain = segment.marker === undefined ? readPlainBlocks(text) : undefined;
  const { value, remarks } = plain === undefined ? compose(text) : { value: plain, remarks: [] };
  if (value === null) return [];
  if (segment.marker === 'behind') return [neverRead(segment)];
  const remarked = remarks.map((remark) => findingOf(remark, positionAt(text, remark.offset).line + segment.line));
  return objectsOf(value).map(({ base, manifest, findings }, index) => ({
    ...(manifest && { manifest }),
    findings: index === 0 && remarked.length > 0 ? [...remarked, ...findings] : findings,
    locate: locateIn(source, segment, base),
  }));
}

function neverRead(segment: Segment): Found {
  const message = 'it follows ..., without --- above it: kubectl never reads it';
  return refused(admissionError('yaml-document-end', message, 'write --- above it'), segment);
}

// Created outside of any scope with the text, so that the closure does not keep the text in memory.
function locateIn(source: Source, { start, end, line }: Segment, base: string): () => Locate {
  return () => {
    const find = locator(textOf(source().subarray(start, end)) ?? '');
    return (path) => {
      const position = find([base, path ?? ''].filter((part) => part !== '').join('.'));
      return { ...position, line: position.line + line };
    };
  };
}

function refused(finding: Finding, { line }: Segment, text = '', offset = 0): Found {
  const position = positionAt(text, offset);
  return { findings: [finding], locate: () => () => ({ ...position, line: position.line + line }) };
}

function notText(bytes: Uint8Array): Finding {
  const isUtf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  return isUtf16
    ? admissionError('yaml-syntax', 'this is UTF-16', 'save it as UTF-8')
    : admissionError('yaml-syntax', 'this is not UTF-8 text', 'give YAML or JSON');
}

function findingOf({ about, what, path }: Remark, line: number): Finding {
  switch (about) {
    case 'duplicate':
      return admissionError(
        'duplicate-field',
        `${what} is given twice, again in line ${line}`,
        'keep one of the two',
        path,
      );
    case 'merge':
      return {
        ...admissionError(
          'yaml-merge',
          `<< in line ${line} replaces the ${what} above it when kubectl reads this; other readers keep it`,
          'put << above the keys that replace its own',
          path,
        ),
        severity: 'warning',
      };
    case 'directive':
      return admissionError(
        'yaml-directive',
        `${what} in line ${line}: kubectl splits a stream at --- before it reads YAML, and refuses a directive on its own`,
        'remove the line',
      );
    case 'tag':
      return {
        ...admissionError('yaml-tag', `the tag ${what} is ignored`, 'remove it', path === '' ? null : path),
        severity: 'warning',
      };
  }
}
