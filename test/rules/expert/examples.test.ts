import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { read } from '../../../manifests/files/read';
import { Kind } from '../../../manifests/object/kinds';
import { judge } from '../../../rules/engine/judge';
import type { Rule } from '../../../rules/engine/rule';
import { RULES } from '../../../rules/expert';
import { DEFAULT_TARGET } from '../../../values/cnpg/target';

const NOW = new Date('2026-07-15T12:00:00Z');

function violations(rule: Rule, yaml: string) {
  const target = { ...DEFAULT_TARGET, ...rule.exampleTarget };
  return judge(read(yaml, 'example.yaml'), { target, now: NOW, only: { rules: [rule] } });
}

it('lists every rule of the folder, sorted by id', () => {
  const files = readdirSync(join(__dirname, '../../../rules/expert')).filter((file) => file !== 'index.ts');
  expect(RULES.map(({ id }) => `${id}.ts`)).toEqual(files.sort());
});

it('finds a test of every rule under its id', () => {
  const tests = new Set(readdirSync(__dirname));
  expect(RULES.filter(({ id }) => !tests.has(`${id}.test.ts`)).map(({ id }) => id)).toEqual([]);
});

describe.each(RULES.map((rule) => [rule.id, rule] as const))('%s', (id, rule) => {
  it('finds exactly one violation in its wrong example and none in its right one', () => {
    expect(violations(rule, rule.wrong)).toEqual([
      expect.objectContaining({ rule: id, layer: 'expert', severity: rule.severity, file: 'example.yaml' }),
    ]);
    expect(violations(rule, rule.right)).toEqual([]);
  });

  it('says what was given and what to do, and where it is written', () => {
    const [violation] = violations(rule, rule.wrong);
    expect(violation?.message).not.toMatch(/\.$|undefined|NaN/);
    expect(violation?.fix).toMatch(/\S/);
    expect(violation?.path).toMatch(/^[a-z]/);
    expect(rule.docs).toMatch(/^https:\/\//);
    expect(rule.why.length).toBeGreaterThan(80);
  });

  it('does not fail on objects of its kinds whose fields have any type', () => {
    for (const kind of rule.kinds) {
      const [group, name] = kind.includes('/') ? kind.split('/') : ['', kind === Kind.ANY ? 'Anything' : kind];
      const head = `apiVersion: ${group ? `${group}/` : ''}v1\nkind: ${name}\n`;
      for (const broken of [
        'metadata: {annotations: 1, name: 1}\nspec: 1\ndata: 1',
        'spec: {plugins: 1, schedule: 1, source: 1, resources: []}',
        'spec: null',
      ]) {
        expect(violations(rule, head + broken).filter((violation) => violation.rule === 'rule-failed')).toEqual([]);
      }
    }
  });
});
