import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect } from 'vitest';
import { githubReport } from '../../commands/report/github';
import { report } from '../../commands/report/report';
import { sarifReport } from '../../commands/report/sarif';
import { read } from '../../manifests/files/read';
import type { Document } from '../../manifests/object/document';
import { Index } from '../../manifests/object/object-index';
import { objectsOf } from '../../manifests/object/objects';
import type { Violation } from '../../manifests/object/violation';
import { plan } from '../../plan';
import { judge } from '../../rules/engine/judge';
import { RULES } from '../../rules/expert';
import { DEFAULT_TARGET } from '../../values/cnpg/target';
import { mutated } from './mutations';
import { fuzz } from './support';

const ROOT = join(__dirname, '..', '..');
const NOW = new Date('2026-07-15T00:00:00Z');
const OPTIONS = { target: DEFAULT_TARGET, now: NOW };

function originalsIn(folder: string): unknown[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.yaml'))
    .flatMap((file) => read(readFileSync(join(ROOT, folder, file)), file).flatMap(({ manifest }) => manifest ?? []));
}

// Whole files of what belongs together, and everything that the API server was asked about.
const EXAMPLES = RULES.flatMap(({ wrong, right }) =>
  [wrong, right].map((yaml) => read(yaml, 'a').flatMap(({ manifest }) => manifest ?? [])),
);
const OBJECTS = [...originalsIn('dist'), ...originalsIn('test/verdicts/create')].map((manifest) => [manifest]);

const batches = mutated([...EXAMPLES, ...OBJECTS]);

function documentsOf(batch: unknown): Document[] {
  const list = Array.isArray(batch) ? batch : [batch];
  return list.flatMap((value, document) => objectsOf(value).map((found) => ({ ...found, file: 'f.yaml', document })));
}

/** What a program or a person is shown: nothing of it may fail, or steer a terminal. */
function shown(violations: readonly Violation[]): void {
  for (const { rule, message, path } of violations) {
    expect(rule, message).not.toBe('rule-failed');
    expect(message.length).toBeGreaterThan(0);
    expect(path === null || typeof path === 'string').toBe(true);
  }
  const control = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/;
  expect(report(violations, () => null, false)).not.toMatch(control);
  expect(githubReport(violations, () => undefined)).not.toMatch(control);
  JSON.parse(sarifReport(violations, () => undefined));
}

describe('validate', () => {
  fuzz('judges whatever an object turns into', batches, 400, (batch) => {
    shown(judge(documentsOf(batch), OPTIONS));
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });

  fuzz('judges whatever is read from text', batches, 60, (batch) => {
    const documents = read(JSON.stringify(batch) ?? '', 'f.yaml');
    for (const { locate, manifest } of documents) {
      const position = locate?.()(`spec.${Object.keys(manifest ?? {}).at(-1)}`);
      expect(position?.line ?? 1).toBeGreaterThan(0);
    }
    shown(judge(documents, OPTIONS));
  });

  fuzz('judges an update to whatever', fc.tuple(batches, batches), 100, ([before, after]) => {
    const old = new Index(documentsOf(before).flatMap(({ manifest }) => manifest ?? []));
    shown(judge(documentsOf(after), { ...OPTIONS, old }));
  });
});

describe('plan', () => {
  const manifestsOf = (batch: unknown) => documentsOf(batch).flatMap(({ manifest }) => manifest ?? []);

  fuzz('compares whatever objects turn into', fc.tuple(batches, batches), 200, ([before, after]) => {
    plan(manifestsOf(before), manifestsOf(after), { now: NOW });
    plan(manifestsOf(after), manifestsOf(after), { now: NOW });
  });
});
