import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { toCrd } from '../../commands/import/crd';
import { importCrds } from '../../commands/import/import';
import { facts, IMPORTS } from './support';

it('comes out the same, byte for byte, from the CRDs rebuilt', async () => {
  const some = [
    ['postgresql.cnpg.io', 'Cluster'],
    ['barmancloud.cnpg.io', 'ObjectStore'],
    ['external-secrets.io', 'ExternalSecret'],
    ['external-secrets.io', 'SecretStore'],
  ] as const;
  const items = some.map(([group, kind]) => toCrd(facts(group, kind)));
  const output = mkdtempSync(join(tmpdir(), 'again-'));
  const stdin = async () => JSON.stringify({ apiVersion: 'v1', kind: 'List', items });
  const { files } = await importCrds({ sources: ['-'], output, stdin });
  expect(files).toHaveLength(3 + 6 + 1);
  for (const file of files.filter((path) => path !== 'sources.json')) {
    expect(readFileSync(join(output, file), 'utf8') === readFileSync(join(IMPORTS, file), 'utf8'), file).toBe(true);
  }
  rmSync(output, { recursive: true });
});
