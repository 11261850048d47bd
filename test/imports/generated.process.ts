import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { type Crd, toCrd } from '../../commands/import/crd';
import { importCrds } from '../../commands/import/import';
import { facts, factsByRelease, IMPORTS } from './support';

it('comes out the same, byte for byte, from the CRDs rebuilt', async () => {
  const output = mkdtempSync(join(tmpdir(), 'again-'));
  const imported = async (crds: readonly Crd[], release?: string) => {
    const stdin = async () => JSON.stringify({ apiVersion: 'v1', kind: 'List', items: crds });
    const { files } = await importCrds({ sources: ['-'], output, stdin, ...(release && { release }) });
    return files;
  };
  const written = [
    await imported(['ExternalSecret', 'SecretStore'].map((kind) => toCrd(facts('external-secrets.io', kind)))),
  ];
  for (const [group, kind] of [
    ['postgresql.cnpg.io', 'Cluster'],
    ['barmancloud.cnpg.io', 'ObjectStore'],
  ] as const) {
    // The newest first: classes are made of no other.
    const releases = [...factsByRelease(group, kind)].reverse();
    for (const [release, known] of releases) written.push(await imported([toCrd(known)], release));
  }
  const files = [...new Set(written.flat())];
  expect(files).toHaveLength(3 + 6 + 1);
  for (const file of files.filter((path) => path !== 'sources.json')) {
    expect(readFileSync(join(output, file), 'utf8') === readFileSync(join(IMPORTS, file), 'utf8'), file).toBe(true);
  }
  rmSync(output, { recursive: true });
});
