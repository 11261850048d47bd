import { cpSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../manifests/support/folder';
import { judgedFolder } from './support';

// Small repositories in the shapes that people have, and the right verdict beside each. A wrong error costs more than a missing one.

interface Verdict {
  /** All objects that are applied, sorted. */
  readonly objects: readonly string[];
  /** All errors: rule and path. */
  readonly errors: readonly string[];
  /** All warnings that everybody should hear: rule and object, sorted. @default - none */
  readonly warnings?: readonly string[];
  /** Warnings that are true, and that some would rather not hear. @default - none */
  readonly doubtful?: readonly string[];
  /** What is said of files and of what is missing: rule and file. @default - nothing */
  readonly infos?: readonly string[];
}

const CORPUS = join(__dirname, '../../corpus');
const repositories = readdirSync(CORPUS).flatMap((name) => (name.endsWith('.json') ? [name.replace('.json', '')] : []));
const ABOUT_SOURCES = /^(?:helm-template|root-not-rendered|(?:object-store|secret|cluster)-missing) /;

function verdictOf(name: string): Verdict {
  return JSON.parse(readFileSync(join(CORPUS, `${name}.json`), 'utf8'));
}

describe('the corpus', () => {
  it.each(repositories)('%s', async (name) => {
    const verdict = verdictOf(name);
    const folder = temporaryFolder();
    cpSync(join(CORPUS, name), folder, { recursive: true });
    const { objects, errors, warnings, infos } = await judgedFolder(folder, { render: 'never', allowNetwork: false });
    expect(objects).toEqual(verdict.objects);
    expect(errors).toEqual(verdict.errors);
    expect(warnings).toEqual([...(verdict.warnings ?? []), ...(verdict.doubtful ?? [])].sort());
    expect(infos.filter((info) => ABOUT_SOURCES.test(info))).toEqual(verdict.infos ?? []);
  });

  it('has one doubtful warning in twenty, or fewer', () => {
    const verdicts = repositories.map(verdictOf);
    const doubtful = verdicts.flatMap((verdict) => verdict.doubtful ?? []);
    const warnings = verdicts.flatMap((verdict) => verdict.warnings ?? []);
    expect(warnings.length).toBeGreaterThan(20);
    expect(doubtful.length).toBeLessThanOrEqual((doubtful.length + warnings.length) / 20);
  });
});
