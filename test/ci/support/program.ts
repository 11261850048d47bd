import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeFiles } from '../../manifests/support/folder';
import { checkout } from '../../support/checkout';

/** A repository of YAML by anybody, with a first commit on `main` that `origin` has. */
export function gitops(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'cnpg-gitops-repository-'));
  git(folder, 'init', '--quiet', '--initial-branch', 'main');
  commit(folder, files);
  git(folder, 'update-ref', 'refs/remotes/origin/main', 'main');
  return folder;
}

export function commit(folder: string, files: Readonly<Record<string, string>>): void {
  writeFiles(folder, files);
  git(folder, 'add', '.');
  git(folder, 'commit', '--quiet', '--allow-empty', '--message', 'a change');
}

export function git(cwd: string, ...args: string[]): string {
  return execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.com', ...args], {
    cwd,
    encoding: 'utf8',
  });
}

/** A step of a job, as bash runs it there. */
export function bash(script: string, cwd: string, variables: Readonly<Record<string, string>> = {}) {
  const { GITHUB_BASE_REF: _, ...rest } = process.env;
  const args = ['--noprofile', '--norc', '-eo', 'pipefail', '-c', script];
  return spawnSync('bash', args, { cwd, encoding: 'utf8', env: { ...rest, ...variables } });
}

/** The program of the package, built from the sources of this repository in a folder of their own. */
export class Program {
  readonly folder = checkout();
  readonly #bin = mkdtempSync(join(tmpdir(), 'cnpg-gitops-bin-'));

  build(): void {
    execFileSync('npm', ['run', '--silent', 'bundle'], { cwd: this.folder, stdio: 'pipe' });
    const script = `#!/bin/sh\nexec node "${join(this.folder, 'build/bin/cnpg-gitops.js')}" "$@"\n`;
    // What npm installs, and what npx calls: its first argument is the package.
    writeFiles(this.#bin, {
      'cnpg-gitops': script,
      npx: `#!/bin/sh\nwhile [ "\${1#-}" != "$1" ]; do shift; done\nshift\n${script}`,
    });
    execFileSync('chmod', ['+x', join(this.#bin, 'cnpg-gitops'), join(this.#bin, 'npx')]);
  }

  /** With `cnpg-gitops` and `npx cnpg-gitops` on it. */
  get path(): string {
    return `${this.#bin}:${process.env.PATH}`;
  }

  remove(): void {
    for (const folder of [this.folder, this.#bin]) rmSync(folder, { recursive: true, force: true });
  }
}

export const cluster = (instances: number) => `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: { name: shop-db, namespace: shop }
spec: { instances: ${instances}, storage: { size: 1Gi }, backup: { volumeSnapshot: { className: csi } } }
`;

/** A schedule with five fields, which is an error. */
export const SCHEDULE = `apiVersion: postgresql.cnpg.io/v1
kind: ScheduledBackup
metadata: { name: nightly, namespace: shop }
spec:
  schedule: "0 2 * * *"
  cluster: { name: shop-db }
  method: volumeSnapshot
`;
