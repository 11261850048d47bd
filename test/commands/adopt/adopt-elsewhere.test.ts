import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { adoptElsewhere } from '../../../commands/adopt/adopt-elsewhere';
import { UsageError } from '../../../commands/cli/usage-error';
import { temporaryFolder, writeFiles } from '../../manifests/support/folder';
import { captured } from '../support/console';

const SHOP = `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: { name: shop-db, namespace: shop }
spec:
  instances: 2
  imageName: ghcr.io/cloudnative-pg/postgresql:17.7-standard-trixie
  storage: { size: 20Gi, storageClass: longhorn }
---
apiVersion: postgresql.cnpg.io/v1
kind: ScheduledBackup
metadata: { name: daily, namespace: shop }
spec: { schedule: "0 2 * * *", method: volumeSnapshot, cluster: { name: shop-db } }
`;

async function adopted(root: string, yaml = SHOP, more: { name?: string; platform?: string; gitops?: 'flux' } = {}) {
  writeFiles(root, { 'given.yaml': yaml });
  const console = captured();
  const request = { sources: [join(root, 'given.yaml')], root, now: new Date('2026-11-28'), console, ...more };
  return { code: await adoptElsewhere(request), ...console.output };
}

describe('adopt outside of a clone', () => {
  it('writes an application of the package, its platform, and a program that renders it', async () => {
    const root = temporaryFolder();
    const { code, out } = await adopted(root);
    expect(code).toBe(0);
    expect(out).toMatch(
      /^apps\/shop-db is written, for a cdk8s project: 1 object in the words of constructs, 1 as they were given/,
    );
    expect(out).toContain('Proof: a plan from what was given');
    expect(readdirSync(join(root, 'apps/shop-db')).sort()).toEqual(
      expect.arrayContaining(['chart.ts', 'config.ts', 'main.ts']),
    );
    const sources = readdirSync(join(root, 'apps'), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => readFileSync(join(root, 'apps', name), 'utf8'));
    const imports = sources.flatMap((text) => [...text.matchAll(/from '([^']+)'/g)].map(([, from]) => from));
    expect(imports).toContain('cnpg-gitops');
    expect(imports.filter((from) => from?.includes('constructs'))).toEqual([]);
    expect(readFileSync(join(root, 'apps/platforms/cluster/config.ts'), 'utf8')).toContain('longhorn');
    expect(existsSync(join(root, '.adopt.staging'))).toBe(false);
  });

  it('protects objects in the words of Flux, where Flux applies them', async () => {
    const root = temporaryFolder();
    const { code, out } = await adopted(root, SHOP, { gitops: 'flux' });
    expect(code).toBe(0);
    expect(out).toContain('metadata.annotations[kustomize.toolkit.fluxcd.io/prune]: (none) → disabled');
    expect(out).not.toContain('argocd');
    expect(readFileSync(join(root, 'apps/platforms/cluster/config.ts'), 'utf8')).toContain('"gitops": "flux"');
  });

  it('accepts what the rules call an error, with the reason', async () => {
    const root = temporaryFolder();
    const { out } = await adopted(root);
    expect(out).toContain('scheduled-backup-six-fields of ScheduledBackup shop/daily');
    expect(readFileSync(join(root, 'apps/shop-db/config.ts'), 'utf8')).toContain('scheduled-backup-six-fields');
  });

  it('leaves the platform that is there, and overwrites no application', async () => {
    const root = temporaryFolder();
    writeFiles(root, { 'apps/platforms/cluster/config.ts': '// mine\n' });
    await adopted(root);
    expect(readFileSync(join(root, 'apps/platforms/cluster/config.ts'), 'utf8')).toBe('// mine\n');
    await expect(adopted(root)).rejects.toThrow(/apps\/shop-db is there already/);
    await expect(adopted(root, SHOP, { name: 'other', platform: 'A B' })).rejects.toThrow(UsageError);
  });

  it('writes nothing where the API server refuses an object', async () => {
    const root = temporaryFolder();
    const { code, err } = await adopted(
      root,
      SHOP.replace('instances: 2', 'instances: 2\n  primaryUpdateStrategy: never'),
    );
    expect(code).toBe(1);
    expect(err).toMatch(/nothing was written\n$/);
    expect(existsSync(join(root, 'apps'))).toBe(false);
  });
});
