import { appendFileSync, cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { CHECKSUMS, checksumsOf, writeChecksums } from '../../commands/import/checksums';

const IMPORTS = join(__dirname, '..', '..', 'imports');
const recorded = readFileSync(join(IMPORTS, CHECKSUMS), 'utf8');
const copy = mkdtempSync(join(tmpdir(), 'cnpg-gitops-imports-'));
afterAll(() => rmSync(copy, { recursive: true }));

it('nothing in imports/ was changed by hand: npm run import and npm run import:parameters write it, and SHA256SUMS', async () => {
  expect(await checksumsOf(IMPORTS)).toBe(recorded);
  expect(recorded).toMatch(/^[0-9a-f]{64} {2}postgresql\.cnpg\.io\/cluster\.ts$/m);
  expect(recorded).toMatch(/^[0-9a-f]{64} {2}facts\/parameters\/17\.json$/m);
  expect(recorded).not.toContain('facts/operator');
});

it('finds a change of one byte', async () => {
  cpSync(IMPORTS, copy, { recursive: true });
  expect(await checksumsOf(copy)).toBe(recorded);
  appendFileSync(join(copy, 'postgresql.cnpg.io', 'cluster.ts'), ' ');
  const changed = (await checksumsOf(copy)).split('\n').filter((line) => !recorded.includes(line));
  expect(changed).toEqual([expect.stringMatching(/ {2}postgresql\.cnpg\.io\/cluster\.ts$/)]);
  await writeChecksums(copy);
  expect(await checksumsOf(copy)).toBe(readFileSync(join(copy, CHECKSUMS), 'utf8'));
});
