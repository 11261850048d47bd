import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { canonical, object } from '../../commands/import/canonical-json';
import { factsOf, toCrd } from '../../commands/import/crd';
import { kebab } from '../../commands/import/generate-l1';
import { hasL1, IMPORTED_KINDS } from '../../commands/import/kinds';
import { facts, IMPORTS } from './support';

const kinds = Object.entries(IMPORTED_KINDS).flatMap(([group, names]) => names.map((kind) => ({ group, kind })));

const constructs = (readdirSync(join(IMPORTS, '..', 'constructs'), { recursive: true }) as string[])
  .filter((path) => path.endsWith('.ts'))
  .map((path) => readFileSync(join(IMPORTS, '..', 'constructs', path), 'utf8'));

const record = JSON.parse(readFileSync(join(IMPORTS, 'sources.json'), 'utf8')) as { name: string; sha256: string }[];

describe.each(kinds)('$group $kind', ({ group, kind }) => {
  it.runIf(hasL1(group, kind))('has the L1 that a construct uses', () => {
    const name = `${group}/${kebab(kind)}`;
    expect(readFileSync(join(IMPORTS, `${name}.ts`), 'utf8')).toContain(`export class ${kind} extends ApiObject`);
    expect(constructs.some((text) => text.includes(`/imports/${name}'`))).toBe(true);
  });

  it('has facts and a record that belong together', () => {
    const crd = toCrd(facts(group, kind));
    const sha256 = createHash('sha256')
      .update(JSON.stringify(canonical(crd)))
      .digest('hex');
    expect(record).toContainEqual(expect.objectContaining({ name: crd.metadata.name, sha256 }));
  });

  it('has facts that are those of the CRD they rebuild', () => {
    const crd = toCrd(facts(group, kind));
    expect(crd).toMatchObject({ kind: 'CustomResourceDefinition', spec: { group, names: { kind } } });
    expect(factsOf(crd)).toEqual(
      [...facts(group, kind)].sort((a, b) => (a.versions[0].name < b.versions[0].name ? -1 : 1)),
    );
  });
});

it('holds the facts of no other kind', () => {
  const files = (readdirSync(join(IMPORTS, 'facts'), { recursive: true }) as string[]).filter(
    (path) => path.endsWith('.json') && !/^(parameters|operator)\//.test(path),
  );
  const found = files.map((path) => path.split('/')).map(([group, , file]) => `${group}/${file?.replace('.json', '')}`);
  expect([...new Set(found)].sort()).toEqual(kinds.map(({ group, kind }) => `${group}/${kind}`).sort());
});

it('holds the classes of no kind without a construct', () => {
  const files = [...new Set(kinds.map(({ group }) => group))].flatMap((group) =>
    readdirSync(join(IMPORTS, group)).map((file) => `${group}/${file}`),
  );
  const wanted = kinds.filter(({ group, kind }) => hasL1(group, kind));
  expect(files.sort()).toEqual(wanted.map(({ group, kind }) => `${group}/${kebab(kind)}.ts`).sort());
});

it.each([
  ['postgresql.cnpg.io', 'Cluster', 'spec', 'instances', { type: 'integer', minimum: 1, default: 1 }],
  ['postgresql.cnpg.io', 'Cluster', 'spec', 'description', { type: 'string' }],
  ['postgresql.cnpg.io', 'ScheduledBackup', 'spec', 'schedule', { type: 'string' }],
])('%s %s says of %s.%s what the CRD says', (group, kind, parent, field, expected) => {
  const [first] = facts(group, kind);
  const root = object(object(first?.versions[0].schema).openAPIV3Schema);
  const spec = object(object(root.properties)[parent]);
  expect(object(spec.properties)[field]).toEqual(expected);
});
