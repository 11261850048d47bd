import { admit } from '../manifests/admission';
import type { Document } from '../manifests/document';
import { judge } from '../manifests/judge';
import { read } from '../manifests/read';
import type { Violation } from '../manifests/violation';
import type { Target } from '../values/target';
import type { Console } from './console';
import { hasErrors, report, summary } from './report';
import { readSources } from './sources';

export interface ValidateRequest {
  /** Files, folders, and `-` for standard input. */
  readonly sources: readonly string[];
  readonly output: 'text' | 'json';
  readonly target: Target;
  readonly now: Date;
  readonly console: Console;
}

/**
 * Judges anybody's YAML or JSON. With `json` standard output is one array of violations and nothing else.
 * @returns the exit code: 1 for errors
 * @throws UsageError for a source that does not exist
 */
export async function validate({ sources, output, target, now, console }: ValidateRequest): Promise<number> {
  const documents = (await readSources(sources, console)).flatMap(({ name, content }) => read(content, name));
  const violations = judge(documents, { target, now, judges: [admit] });
  console.out(
    output === 'json' ? `${JSON.stringify(violations, null, 2)}\n` : text(violations, documents, console.color),
  );
  return hasErrors(violations) ? 1 : 0;
}

function text(violations: readonly Violation[], documents: readonly Document[], color: boolean): string {
  const sources = new Map(documents.map((document) => [keyOf({ ...identityOf(document), ...document }), document]));
  const placeOf = (violation: Violation) => {
    const position = sources.get(keyOf(violation))?.locate?.(violation.path);
    return position ? `${violation.file}:${position.line}:${position.column}` : violation.file;
  };
  const count = `${documents.length} object${documents.length === 1 ? '' : 's'}`;
  if (violations.length === 0) return `${count}, nothing found\n`;
  return `${report(violations, placeOf, color)}\n${count}: ${summary(violations)}\n`;
}

type Key = Pick<Violation, 'file' | 'document' | 'kind' | 'namespace' | 'name'>;

function identityOf({ manifest }: Document): Pick<Key, 'kind' | 'namespace' | 'name'> {
  const { name, namespace } = manifest?.metadata ?? {};
  return { kind: manifest?.kind ?? null, namespace: namespace ?? null, name: name ?? null };
}

function keyOf({ file, document, kind, namespace, name }: Key): string {
  return JSON.stringify([file, document, kind, namespace, name]);
}
