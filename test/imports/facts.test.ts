import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { canonical, object } from '../../commands/import/canonical-json';
import { factsOf, toCrd } from '../../commands/import/crd';
import { kebab } from '../../commands/import/generate-l1';
import { hasL1, IMPORTED_KINDS } from '../../commands/import/kinds';
import { facts, factsByRelease, IMPORTS } from './support';

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

  it.each([...factsByRelease(group, kind)])('has facts and a record that belong together: %s', (release, known) => {
    const crd = toCrd(known);
    const sha256 = createHash('sha256')
      .update(JSON.stringify(canonical(crd)))
      .digest('hex');
    const version = release === '' ? expect.any(String) : release;
    expect(record).toContainEqual(expect.objectContaining({ name: crd.metadata.name, version, sha256 }));
  });

  it.each([...factsByRelease(group, kind)])('has facts that are those of the CRD they rebuild: %s', (_, known) => {
    const crd = toCrd(known);
    expect(crd).toMatchObject({ kind: 'CustomResourceDefinition', spec: { group, names: { kind } } });
    expect(factsOf(crd)).toEqual([...known].sort((a, b) => (a.versions[0].name < b.versions[0].name ? -1 : 1)));
  });
});

it('records no CRD of which there are no facts', () => {
  const known = kinds.flatMap(({ group, kind }) => [...factsByRelease(group, kind).keys()]);
  expect(record).toHaveLength(known.length);
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
