import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

// What an editor shows is how most people read this library: no optional prop without its default, no export without a sentence.

const ROOT = join(__dirname, '../../constructs');
const FILES = (readdirSync(ROOT, { recursive: true, encoding: 'utf8' }) as string[]).filter((file) =>
  file.endsWith('.ts'),
);

interface Documented {
  readonly line: string;
  /** The comment right above, or nothing. */
  readonly comment: string;
}

function documented(file: string, pattern: RegExp): Documented[] {
  const lines = readFileSync(join(ROOT, file), 'utf8').split('\n');
  return lines.flatMap((line, index) => {
    if (!pattern.test(line)) return [];
    const above = lines.slice(0, index);
    if (!above.at(-1)?.trimEnd().endsWith('*/')) return [{ line, comment: '' }];
    const start = above.findLastIndex((text) => text.includes('/**'));
    return [{ line, comment: above.slice(start).join('\n') }];
  });
}

const without = (file: string, pattern: RegExp, needed: RegExp) =>
  documented(file, pattern)
    .filter(({ comment }) => !needed.test(comment))
    .map(({ line }) => line.trim());

/** Files whose interfaces a user fills in: not what is read only, and not what mirrors a generated type. */
const PROPS = FILES.filter(
  (file) =>
    !['postgres/cluster-reference.ts', 'postgres/cluster-overrides.ts', 'workload/connection-env.ts'].includes(file),
);

describe.each(PROPS)('%s', (file) => {
  it('says what happens without each optional prop', () => {
    // Two spaces and more: members of interfaces; classes have no optional props that anybody gives.
    const text = readFileSync(join(ROOT, file), 'utf8');
    const fields = [...text.matchAll(/^export (?:abstract )?class [\s\S]*?^}/gm)].flatMap(([body]) =>
      body
        .split('\n')
        .filter((line) => /^ {2}readonly \w+\?:/.test(line))
        .map((line) => line.trim()),
    );
    expect(without(file, /^\s+readonly \w+\?:/, /@default/).filter((line) => !fields.includes(line))).toEqual([]);
  });
});

describe.each(FILES.filter((file) => file !== 'index.ts'))('%s', (file) => {
  it('says what each export is', () => {
    expect(without(file, /^export (abstract |default )?(class|function|interface|type|const) /, /\/\*\*/)).toEqual([]);
  });

  it('leads from each construct to a manual', () => {
    expect(
      without(file, /^export class \w+ extends (Construct|Chart|PostgresClusterBase)/, /@see https:\/\/|^$/),
    ).toEqual([]);
  });
});
