import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { canonical, object } from '../../commands/import/canonical-json';
import { type CrdFacts, factsOf, toCrd } from '../../commands/import/crd';
import { kebab } from '../../commands/import/generate-l1';
import { importCrds } from '../../commands/import/import';
import { IMPORTED_KINDS } from '../../commands/import/kinds';

const imports = join(__dirname, '..', '..', 'imports');
const kinds = Object.entries(IMPORTED_KINDS).flatMap(([group, names]) => names.map((kind) => ({ group, kind })));

function facts(group: string, kind: string): readonly CrdFacts[] {
  const folder = join(imports, 'facts', group);
  const paths = readdirSync(folder).map((version) => join(folder, version, `${kind}.json`));
  return paths.filter((path) => existsSync(path)).map((path) => JSON.parse(readFileSync(path, 'utf8')) as CrdFacts);
}

const record = JSON.parse(readFileSync(join(imports, 'sources.json'), 'utf8')) as { name: string; sha256: string }[];

describe.each(kinds)('$group $kind', ({ group, kind }) => {
  it('has L1, facts and a record that belong together', () => {
    const crd = toCrd(facts(group, kind));
    expect(readFileSync(join(imports, group, `${kebab(kind)}.ts`), 'utf8')).toContain(
      `export class ${kind} extends ApiObject`,
    );
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
  const files = (readdirSync(join(imports, 'facts'), { recursive: true }) as string[]).filter(
    (path) => path.endsWith('.json') && !/^(parameters|operator)\//.test(path),
  );
  const found = files.map((path) => path.split('/')).map(([group, , file]) => `${group}/${file?.replace('.json', '')}`);
  expect([...new Set(found)].sort()).toEqual(kinds.map(({ group, kind }) => `${group}/${kind}`).sort());
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

it('comes out the same, byte for byte, from the CRDs rebuilt', async () => {
  const some = [
    ['postgresql.cnpg.io', 'Cluster'],
    ['barmancloud.cnpg.io', 'ObjectStore'],
    ['external-secrets.io', 'ExternalSecret'],
  ] as const;
  const items = some.map(([group, kind]) => toCrd(facts(group, kind)));
  const output = mkdtempSync(join(tmpdir(), 'again-'));
  const stdin = async () => JSON.stringify({ apiVersion: 'v1', kind: 'List', items });
  const { files } = await importCrds({ sources: ['-'], output, stdin });
  expect(files).toHaveLength(3 + 4 + 1);
  for (const file of files.filter((path) => path !== 'sources.json')) {
    expect(readFileSync(join(output, file), 'utf8') === readFileSync(join(imports, file), 'utf8'), file).toBe(true);
  }
  rmSync(output, { recursive: true });
});
