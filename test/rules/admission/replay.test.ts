import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import type { Manifest } from '../../../manifests/object/manifest';
import type { Finding } from '../../../manifests/object/violation';
import { admit, complete } from '../../../rules/admission';
import { isSchemaField } from './schema-field';

const FOLDER = join(__dirname, '../../verdicts');

interface Verdict {
  readonly document: number;
  readonly kind: string;
  readonly verdict: 'accept' | 'reject';
  readonly stage?: string;
  readonly paths?: readonly string[];
  readonly warnings?: number;
}

/** Where this project judges otherwise than the recording, and why. */
const DISAGREEMENTS: Readonly<Record<string, string>> = {};

function lines<T>(file: string): T[] {
  const text = readFileSync(join(FOLDER, file), 'utf8');
  return text.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line) as T]));
}

function documents(file: string): Manifest[] {
  return parseAllDocuments(readFileSync(join(FOLDER, file), 'utf8')).map((document) => document.toJS() as Manifest);
}

/** What is wrong with our answer, undefined where it agrees. */
function disagreement(manifest: Manifest, recorded: Omit<Verdict, 'document' | 'kind'>, findings: readonly Finding[]) {
  const refusals = findings.filter(({ severity }) => severity === 'error');
  const ours = refusals.length > 0 ? 'reject' : 'accept';
  if (ours !== recorded.verdict) return { recorded, refusals };
  const fields = (recorded.paths ?? [])
    .map((path) => path.replace(/^\./, ''))
    .filter((path) => isSchemaField(manifest, path));
  const named = refusals.some(({ path }) => path !== null && fields.includes(path));
  return fields.length === 0 || named ? undefined : { recorded, refusals };
}

describe('the recorded verdicts', () => {
  const created = lines<{ file: string; documents: Verdict[] }>('create.jsonl').flatMap(
    ({ file, documents: verdicts }) => verdicts.map((verdict) => ({ file, verdict })),
  );

  it.each(created)('$file', ({ file, verdict }) => {
    const manifest = documents(`create/${file}`)[verdict.document];
    if (manifest === undefined) throw new Error(`${file} has no document ${verdict.document}`);
    const findings = admit(manifest);
    expect(disagreement(manifest, verdict, findings)).toEqual(DISAGREEMENTS[file]);
    if (verdict.verdict === 'reject' && verdict.kind === 'Pooler') return; // A refused Pooler is given no warnings.
    expect(findings.filter(({ severity }) => severity === 'warning')).toHaveLength(verdict.warnings ?? 0);
  });

  it.each(lines<{ folder: string; documents: Verdict[] }>('update.jsonl'))(
    '$folder',
    ({ folder, documents: [verdict] }) => {
      const [old] = documents(`update/${folder}/old.yaml`);
      const [manifest] = documents(`update/${folder}/new.yaml`);
      if (manifest === undefined || verdict === undefined) throw new Error(`${folder} has no document`);
      expect(disagreement(manifest, verdict, admit(manifest, { old }))).toBeUndefined();
    },
  );

  it('agrees on all mutations', () => {
    const mutants = lines<{ manifest: Manifest } & Verdict>('mutants.jsonl');
    const wrong = mutants.flatMap(({ manifest, ...verdict }) => disagreement(manifest, verdict, admit(manifest)) ?? []);
    expect(mutants).toHaveLength(4000);
    expect(wrong).toEqual([]);
  });
});

describe('complete', () => {
  it.each(lines<{ file: string; defaulted: Manifest }>('defaulted.jsonl'))('$file', ({ file, defaulted }) => {
    const [manifest] = documents(`create/${file}`);
    if (manifest === undefined) throw new Error(`${file} has no document`);
    const before = JSON.stringify(manifest);
    expect(complete(manifest)).toEqual(defaulted);
    expect(JSON.stringify(manifest)).toBe(before);
  });

  it('changes a completed object no more', () => {
    for (const { defaulted } of lines<{ defaulted: Manifest }>('defaulted.jsonl')) {
      expect(complete(defaulted)).toEqual(defaulted);
    }
  });
});
