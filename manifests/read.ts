import { LineCounter, parseAllDocuments, type Document as YamlDocument } from 'yaml';
import { admissionError } from './admission-error';
import type { Document } from './document';
import { duplicateKeys, unreadable } from './json-problems';
import { locate } from './locate';
import { objectsOf } from './objects';
import type { Finding } from './violation';
import { KUBECTL_YAML } from './yaml-options';

// The API server takes no request above 3 MiB; what is larger than this is no manifest, and would keep the parser busy for minutes.
const LARGEST_DOCUMENT = 10_000_000;
const MOST_ALIASES = 100;

/**
 * Reads the documents of a text, YAML or JSON. It never throws: whatever cannot be read is a document with findings. Lists are
 * taken apart into their items, and documents with nothing in them are left out.
 */
export function read(input: string | Uint8Array, file: string): Document[] {
  const text = typeof input === 'string' ? input : decode(input);
  const refused = (finding: Finding) => [
    { findings: [finding], file, document: 0, locate: () => ({ line: 1, column: 1 }) },
  ];
  if (text === undefined || text.includes('\0')) {
    return refused(admissionError('yaml-syntax', 'this is no text in UTF-8', 'give YAML or JSON'));
  }
  if (largestDocument(text) > LARGEST_DOCUMENT) {
    return refused(
      admissionError('document-too-large', `a document is larger than ${LARGEST_DOCUMENT / 1e6} MB`, 'split it'),
    );
  }
  const lines = new LineCounter();
  try {
    const documents = parseAllDocuments(text, { ...KUBECTL_YAML, lineCounter: lines });
    return [...documents].flatMap((parsed, document) =>
      readDocument(parsed, lines).map((found) => ({ ...found, file, document })),
    );
  } catch (error) {
    const reason =
      error instanceof RangeError ? 'it is nested too deeply' : String(error instanceof Error ? error.message : error);
    return refused(admissionError('yaml-syntax', reason, 'correct the YAML'));
  }
}

type Found = Pick<Document, 'manifest' | 'findings' | 'locate'>;

function readDocument(parsed: YamlDocument.Parsed, lines: LineCounter): Found[] {
  const refused = (finding: Finding, offset: number): Found[] => {
    const { line, col } = lines.linePos(offset);
    return [{ findings: [finding], locate: () => ({ line, column: col }) }];
  };
  const broken = parsed.errors.find(({ code }) => code !== 'DUPLICATE_KEY');
  if (broken) return refused(admissionError('yaml-syntax', broken.message, 'correct the YAML'), broken.pos[0]);
  const foreign = unreadable(parsed);
  if (foreign) return refused(admissionError('yaml-syntax', foreign.message, foreign.fix), foreign.offset);
  // toJS throws for a bomb of aliases; read() turns that into a finding too.
  const value: unknown = parsed.toJS({ maxAliasCount: MOST_ALIASES });
  if (value === null) return [];
  const duplicates = duplicateKeys(parsed, lines);
  return objectsOf(value).map(({ base, manifest, findings }, index) => ({
    ...(manifest && { manifest }),
    findings: [...(index === 0 ? duplicates : []), ...findings],
    locate: (path) => locate(parsed.contents, lines, [base, path ?? ''].filter((part) => part !== '').join('.')),
  }));
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function largestDocument(text: string): number {
  let largest = 0;
  let start = 0;
  for (let end = 0; end >= 0; start = end + 1) {
    end = text.indexOf('\n---', start);
    largest = Math.max(largest, (end < 0 ? text.length : end) - start);
  }
  return largest;
}
