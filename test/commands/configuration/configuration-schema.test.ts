import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { CONFIGURATION_SCHEMA, type ConfigurationField } from '../../../commands/configuration/configuration-schema';
import { readConfiguration } from '../../../commands/configuration/read-configuration';
import { schemaProblems } from '../../../commands/configuration/schema-problems';
import { ruleset } from '../../../rules/engine/ruleset';
import { temporaryFolder, writeFiles } from '../../manifests/support/folder';

// Editors read docs/cnpg-gitops.schema.json and `validate` reads the file by the same schema: `npx vitest run -u FILE` writes it again.

const DOCS = join(__dirname, '../../../docs');

test('the published schema is the one that the reader follows', async () => {
  const text = `${JSON.stringify(CONFIGURATION_SCHEMA, null, 2)}\n`;
  await expect(text).toMatchFileSnapshot(join(DOCS, 'cnpg-gitops.schema.json'));
});

function fields(schema: ConfigurationField): ConfigurationField[] {
  if (schema.type === 'array') return [schema, ...fields(schema.items)];
  return schema.type === 'object' ? [schema, ...Object.values(schema.properties).flatMap(fields)] : [schema];
}

describe('each field', () => {
  test.each(fields(CONFIGURATION_SCHEMA))('$description', (schema) => {
    expect(schema.description).toMatch(/^[A-Z]/);
    const examples = schema.type === 'string' ? (schema.examples ?? schema.enum ?? []) : [];
    if (schema.type === 'string') expect(examples.length).toBeGreaterThan(0);
    for (const example of examples) expect(schemaProblems(example, schema)).toEqual([]);
  });
});

describe('the example of docs/configuration.md', () => {
  const [, example = ''] = /```yaml\n(# yaml-language-server[\s\S]*?)```/.exec(page('configuration.md')) ?? [];

  test('says everything that may be said, and is read', () => {
    const folder = temporaryFolder();
    writeFiles(folder, { 'cnpg-gitops.yaml': example });
    const { configuration } = readConfiguration(join(folder, 'cnpg-gitops.yaml'), 'cnpg-gitops.yaml');
    expect(Object.keys(configuration)).toEqual(Object.keys(CONFIGURATION_SCHEMA.properties));
    for (const { rule } of configuration.suppressions ?? []) expect(ruleset().get(rule)?.layer).toBe('expert');
  });
});

function page(name: string): string {
  return readFileSync(join(DOCS, name), 'utf8');
}
