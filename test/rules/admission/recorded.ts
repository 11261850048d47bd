import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import type { Manifest } from '../../../manifests/object/manifest';
import type { Finding } from '../../../manifests/object/violation';
import type { Target } from '../../../values/cnpg/target';
import { isSchemaField } from './schema-field';

const FOLDER = join(__dirname, '../../verdicts');

/** What a real server said of a document. */
export interface Verdict {
  readonly document: number;
  readonly kind: string;
  readonly verdict: 'accept' | 'reject';
  readonly stage?: string;
  readonly paths?: readonly string[];
  readonly warnings?: number;
}

/** The releases of CNPG whose real code judged the recorded manifests, by the API server code of Kubernetes 1.34. */
export const RELEASES = ['1.28.0', '1.28.4', '1.29.2', '1.30.0'] as const;

/** All verdicts are those of the ObjectStore CRD of plugin 0.14.0. */
export function targetOf(operator: string): Target {
  return { operator, plugin: '0.14.0', kubernetes: '1.34' };
}

export function lines<T>(file: string): T[] {
  const text = readFileSync(join(FOLDER, file), 'utf8');
  return text.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line) as T]));
}

export function documents(file: string): Manifest[] {
  return parseAllDocuments(readFileSync(join(FOLDER, file), 'utf8')).map((document) => document.toJS() as Manifest);
}

/** A document of a file. */
export function recorded(file: string, document = 0): Manifest {
  const manifest = documents(file)[document];
  if (manifest === undefined) throw new Error(`${file} has no document ${document}`);
  return manifest;
}

export type Said = Pick<Verdict, 'verdict' | 'paths'>;

/** What is wrong with our answer, undefined where it agrees. */
export function disagreement(manifest: Manifest, said: Said, findings: readonly Finding[], target: Target) {
  const refusals = findings.filter(({ severity }) => severity === 'error');
  const ours = refusals.length > 0 ? 'reject' : 'accept';
  if (ours !== said.verdict) return { recorded: said, refusals };
  const fields = (said.paths ?? [])
    .map((path) => path.replace(/^\./, ''))
    .filter((path) => isSchemaField(manifest, path, target));
  const named = refusals.some(({ path }) => path !== null && fields.includes(path));
  return fields.length === 0 || named ? undefined : { recorded: said, refusals };
}
