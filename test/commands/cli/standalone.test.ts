import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { runCommands } from '../../../commands/cli/run-commands';
import { STANDALONE_COMMANDS } from '../../../commands/cli/standalone-commands';
import { temporaryFolder, writeFiles } from '../../manifests/support/folder';
import { captured } from '../support/console';

// The program of the npm package: where it is called there is no package.json with these scripts.

async function run(argv: readonly string[], root?: string) {
  const console = captured();
  const code = await runCommands(argv, STANDALONE_COMMANDS, { console, ...(root !== undefined && { root }) });
  return { code, ...console.output };
}

const NAMES = ['validate', 'plan', 'explain', 'adopt', 'ages', 'completion'];
const CLUSTER = `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec:
  instances: 1
  imageName: ghcr.io/cloudnative-pg/postgresql:17.6-standard-trixie
  storage: {size: 10Gi}
`;

describe('npx cnpg-gitops', () => {
  test.each(NAMES)('%s: its example is a call of it', async (name) => {
    const { code, out } = await run([name, '--help']);
    expect(code).toBe(0);
    expect(out).toMatch(new RegExp(`\\nExample:\\n {2}npx cnpg-gitops ${name} .+\\n$`));
    expect(out).not.toContain('npm run');
  });

  test('explain sends to itself', async () => {
    expect((await run(['explain', 'nope'])).err).toBe('there is no rule "nope"; npx cnpg-gitops explain lists them\n');
    const { out } = await run(['explain']);
    expect(out).toMatch(/\na page on one: npx cnpg-gitops explain RULE\n$/);
    expect(out).not.toContain('npm run');
  });

  test('adopt writes no call of a script that is not there', async () => {
    const root = temporaryFolder();
    writeFiles(root, { 'db.yaml': CLUSTER });
    vi.spyOn(process, 'cwd').mockReturnValue(root);
    const { code, out } = await run(['adopt', join(root, 'db.yaml')], root);
    vi.restoreAllMocks();
    expect([code, out.includes('npm run')]).toEqual([0, false]);
    expect(readFileSync(join(root, 'apps/shop-db/config.ts'), 'utf8')).toContain(
      '/** What restore, rebuild and upgrade declare, in a clone of cnpg-gitops. */\n',
    );
    for (const file of ['config.ts', 'chart.ts', 'main.ts']) {
      expect(readFileSync(join(root, 'apps/shop-db', file), 'utf8'), file).not.toContain('npm run');
    }
  });
});
