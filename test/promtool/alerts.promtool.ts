import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseAllDocuments, stringify } from 'yaml';
import { CASES } from './cases';
import { groupsOf, SHAPE_NAMES } from './support/shapes';
import { unitTest } from './support/unit-test';

const run = promisify(execFile);
const DIST = join(__dirname, '../../dist');
let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'promtool-'));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function write(name: string, content: object): string {
  const file = join(folder, name);
  writeFileSync(file, stringify(content));
  return file;
}

/** What promtool says; it ends with an error where a test fails. */
async function promtool(...words: string[]): Promise<string> {
  const { stdout } = await run('promtool', words).catch((error: Error & { stdout?: string; stderr?: string }) => {
    throw new Error(`${error.stdout ?? ''}${error.stderr ?? error.message}`);
  });
  return stdout;
}

describe('promtool check rules', () => {
  it.each(SHAPE_NAMES)('takes those of %s', async (shape) => {
    const groups = groupsOf(shape);
    const count = groups.flatMap(({ rules }) => rules).length;
    const file = write(`check-${shape}.yaml`, { groups });
    expect(await promtool('check', 'rules', file)).toContain(`${count} rules found`);
  });

  it('takes those that are committed', async () => {
    const committed = readdirSync(DIST, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('prometheus-rule.yaml'))
      .flatMap((file) => parseAllDocuments(readFileSync(join(DIST, file), 'utf8')))
      .map((document, index) => write(`committed-${index}.yaml`, (document.toJS() as { spec: object }).spec));
    if (committed.length > 0) await promtool('check', 'rules', ...committed);
  });
});

describe.concurrent('promtool test rules', () => {
  it.each(CASES.map((test, index) => ({ ...test, index, says: test.fires ? 'fires' : 'is quiet' })))(
    '$alert $says on $shape: $when',
    async ({ index, ...test }) => {
      const groups = groupsOf(test.shape);
      const rules = write(`rules-${index}.yaml`, { groups });
      await promtool('test', 'rules', write(`case-${index}.yaml`, unitTest(test, groups, rules)));
    },
  );
});
