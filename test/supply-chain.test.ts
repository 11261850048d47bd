import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { describe, expect, it } from 'vitest';

// What comes from elsewhere, and what may run of it. docs/supply-chain.md says why.

const ROOT = join(__dirname, '..');
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');

interface Locked {
  readonly version?: string;
  readonly integrity?: string;
  readonly resolved?: string;
  readonly link?: boolean;
  /** Part of the archive of the package that it is in, which has the digest. */
  readonly inBundle?: boolean;
}

describe('the lock file', () => {
  const { packages } = JSON.parse(read('package-lock.json')) as { packages: Record<string, Locked> };
  const { '': project, ...locked } = packages;
  const { dependencies, devDependencies } = JSON.parse(read('package.json'));

  it('has the SHA-512 of every package, all of them from the registry, whichever mirror serves it', () => {
    const strange = Object.entries(locked).filter(
      ([, { version, integrity, resolved, link, inBundle }]) =>
        link === true ||
        resolved !== undefined ||
        (inBundle !== true && !/^sha512-[\w+/]{86}==$/.test(integrity ?? '')) ||
        !/^\d/.test(version ?? ''),
    );
    expect(strange.map(([path]) => path)).toEqual([]);
    expect(Object.keys(locked).length).toBeGreaterThan(100);
    expect(project).toBeDefined();
  });

  it('belongs to package.json, which names exact versions', () => {
    for (const [name, version] of Object.entries<string>({ ...dependencies, ...devDependencies })) {
      expect(version, name).toMatch(/^\d+\.\d+\.\d+(-[\w.]+)?$/);
      expect(locked[`node_modules/${name}`]?.version, name).toBe(version);
    }
  });
});

describe('workflows', () => {
  interface Job {
    readonly permissions?: Record<string, string>;
    readonly steps?: readonly {
      readonly uses?: string;
      readonly run?: string;
      readonly with?: Record<string, unknown>;
    }[];
  }
  const names = readdirSync(join(ROOT, '.github/workflows'));

  it.each(names)('%s may do next to nothing, and each job says what it may', (name) => {
    const { permissions, jobs } = load(read(`.github/workflows/${name}`)) as {
      permissions: object;
      jobs: Record<string, Job>;
    };
    expect(permissions).toEqual({});
    for (const [id, job] of Object.entries(jobs)) {
      const { steps = [] } = job;
      const rights = Object.entries(job.permissions ?? {});
      expect(rights.length, id).toBeGreaterThan(0);
      const mayWrite = rights.some(([, right]) => right === 'write');
      // Publishing an archive that another job packed runs nothing of it.
      const runsCode = steps.some(
        ({ run, uses }) =>
          (run !== undefined && !/^npm publish .*--ignore-scripts \S+\.tgz$/.test(run.trim())) ||
          uses?.startsWith('actions/checkout@'),
      );
      expect(mayWrite && runsCode, `${id} may write, and runs code of the change`).toBe(false);
    }
  });

  it.each(names)('%s uses actions of GitHub, pinned by commit, or our own, and leaves no token behind', (name) => {
    const { jobs } = load(read(`.github/workflows/${name}`)) as { jobs: Record<string, Job> };
    for (const { steps = [] } of Object.values(jobs)) {
      for (const { uses, run, with: given } of steps) {
        if (uses !== undefined) expect(uses).toMatch(/^(?:actions\/[\w-]+@[0-9a-f]{40}|\.\/)$/);
        if (uses?.startsWith('actions/checkout@')) expect(given?.['persist-credentials']).toBe(false);
        if (run?.includes('npm ci')) expect(run).toContain('--ignore-scripts');
        // What a contributor named must not become a part of a script.
        expect(run ?? '').not.toMatch(/\$\{\{/);
      }
    }
  });
});
