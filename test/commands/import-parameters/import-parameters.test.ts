import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { runImportParameters } from '../../../commands/import-parameters/import-parameters';
import { alterSystem, SingleUserServer } from '../../../commands/import-parameters/single-user-server';
import { supplemented } from '../../../commands/import-parameters/supplement';
import { installedServer } from '../../../commands/postgres/installed-server';
import { singleUserServer } from '../../support/template';

let output: string;
beforeEach(() => {
  output = mkdtempSync(join(tmpdir(), 'import-parameters-'));
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(output, { recursive: true, force: true });
});

it('records Linux only, and writes nothing elsewhere', async () => {
  vi.spyOn(process, 'platform', 'get').mockReturnValue('darwin');
  const written = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  expect(await runImportParameters({ output })).toBe(1);
  expect(written.mock.calls.join('')).toMatch(/^✖ this is darwin on \w+: import on Linux on x64/);
  expect(readdirSync(output)).toEqual([]);
});

it('says when a row by hand is needed no more, or has nothing to add to', () => {
  const row = { type: 'string', context: 'user', category: 'Customized Options' } as const;
  expect(() => supplemented('17', { 'pgaudit.log': row })).toThrow('pgaudit.log is recorded from PostgreSQL 17');
  expect(() => supplemented('17', {})).toThrow('PostgreSQL 17 has no enum default_toast_compression');
});

describe.runIf(installedServer() !== undefined)('a server in single-user mode', () => {
  it('runs unprivileged, answers, goes on after an error and leaves nothing behind', async () => {
    const server = await SingleUserServer.create(installedServer() ?? '');
    try {
      const statements = ['CREATE TABLE t (a int)', 'INSERT INTO nowhere VALUES (1)', 'INSERT INTO t VALUES (7)'];
      const quoted = `SELECT row_to_json(r) FROM (SELECT a, E'"\\\\' AS b FROM t) r`;
      expect(await server.query(quoted, statements)).toEqual([{ a: 7, b: '"\\' }]);
      const refusals = await server.refusals([
        ['work_mem', '64MB'],
        ['work_mem', '4Gi'],
        ['application_name', "it's"],
      ]);
      expect([...refusals]).toEqual([
        [alterSystem('work_mem', '4Gi'), 'invalid value for parameter "work_mem": "4Gi"'],
      ]);
      // What was tried is forgotten.
      expect(await server.query("SELECT to_json(current_setting('work_mem'))")).toEqual(['4MB']);
      await expect(server.query('SELECT nonsense')).rejects.toThrow('column "nonsense" does not exist');
    } finally {
      await server.remove();
    }
    expect(existsSync(server.folder)).toBe(false);
  });

  it('tells why it does not start', async () => {
    await expect(SingleUserServer.create(output)).rejects.toThrow(/initdb/);
    const server = await singleUserServer();
    try {
      await expect(server.run([], { work_mem: '1kB' })).rejects.toThrow('1 kB is outside the valid range');
    } finally {
      await server.remove();
    }
  });
});
