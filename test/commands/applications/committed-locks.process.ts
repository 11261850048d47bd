import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { check } from '../../../commands/check/check';
import { UsageError } from '../../../commands/cli/usage-error';
import { synth } from '../../../commands/synth/synth';
import type { Acknowledgement } from '../../../constructs';
import { snapshot, temporaryFolder } from '../../manifests/support/folder';
import { applicationOf } from '../support/application';
import { throwAwayCluster } from '../support/cluster-props';
import { captured } from '../support/console';

// In real repositories: what was committed is lineage, what was only looked at is not.

const LOCK = 'lineage.lock.json';
let root: string;

beforeEach(() => {
  root = temporaryFolder();
});

function git(...args: string[]): string {
  const settings = ['user.name=t', 'user.email=t@example.com', 'commit.gpgsign=false', 'protocol.file.allow=always'];
  const options = settings.flatMap((setting) => ['-c', setting]);
  const { status, stdout, stderr } = spawnSync('git', [...options, ...args], { cwd: root, encoding: 'utf8' });
  if (status !== 0) throw new Error(`git ${args.join(' ')}: ${stderr}${stdout}`);
  return stdout;
}

function commit(): void {
  git('add', '-A');
  git('commit', '--quiet', '--allow-empty', '-m', 'x');
}

interface Given {
  readonly command?: typeof synth | typeof check;
  readonly base?: string;
  readonly acknowledge?: readonly Acknowledgement[];
}

function run(names: readonly string[], { command = synth, ...given }: Given = {}) {
  const console = captured();
  const applications = [applicationOf('shop', names.map(throwAwayCluster))];
  const code = command({ applications, root, outdir: 'dist', now: new Date(0), quiet: false, console, ...given });
  return { code, ...console.output };
}

/** Refused, and nothing is written. */
function expectRefused(names: readonly string[], dropped: string, given: Given = {}): string {
  const files = snapshot(root);
  const { code, err } = run(names, given);
  expect({ code, err }).toMatchObject({ code: 1, err: expect.stringContaining(`${dropped} is no longer rendered`) });
  expect(snapshot(root)).toEqual(files);
  return err;
}

function expectFree(names: readonly string[], given: Given = {}): void {
  const { code, err } = run(names, given);
  // Other rules have their warnings.
  expect({ code, problems: err.match(/^.*(?:lineage|run npm run synth).*$/gm) }).toEqual({ code: 0, problems: null });
}

/** A repository with the clusters in its main branch. */
function repository(...names: string[]): void {
  git('init', '--quiet', '-b', 'main');
  run(names);
  commit();
}

describe('in a repository', () => {
  it('what was never committed is renamed freely, and what was is not', () => {
    repository('a');
    expectFree(['a', 'b']);
    expectFree(['a', 'c']);
    expect(readFileSync(join(root, LOCK), 'utf8')).not.toContain('Cluster shop/b');
    commit();
    expectRefused(['a', 'd'], 'Cluster shop/c');
    expectRefused(['c'], 'Cluster shop/a');
    expectFree(['a', 'd'], { acknowledge: [{ delete: 'Cluster shop/c', reason: 'renamed before it had data' }] });
    // Until that is committed, too.
    expectRefused(['a', 'd'], 'Cluster shop/c');
  });

  it('before the first commit nothing is lineage', () => {
    git('init', '--quiet', '-b', 'main');
    expectFree(['a']);
    expectFree(['b']);
    commit();
    expectRefused(['a'], 'Cluster shop/b');
  });

  it('deleting or editing the lock does not bypass it', () => {
    repository('a');
    rmSync(join(root, LOCK));
    expectRefused(['b'], 'Cluster shop/a');
    writeFileSync(join(root, LOCK), '[]\n');
    expectRefused(['b'], 'Cluster shop/a');
  });

  it('a lock that git does not keep counts as it is', () => {
    git('init', '--quiet', '-b', 'main');
    writeFileSync(join(root, '.gitignore'), `${LOCK}\n`);
    run(['a']);
    commit();
    expectRefused(['b'], 'Cluster shop/a');
  });

  it('so does one that was left out of the commit of dist/', () => {
    git('init', '--quiet', '-b', 'main');
    run(['a']);
    git('add', 'dist');
    git('commit', '--quiet', '-m', 'x');
    expectRefused(['b'], 'Cluster shop/a');
  });

  it.each<[string, () => void]>([
    [
      'a folder of it',
      () => {
        git('init', '--quiet', '-b', 'main');
        mkdirSync(join(root, 'databases'));
        root = join(root, 'databases');
        run(['a']);
        commit();
      },
    ],
    [
      'a worktree',
      () => {
        const place = join(temporaryFolder(), 'worktree');
        repository('a');
        git('worktree', 'add', '--quiet', '--detach', place);
        root = place;
      },
    ],
    [
      'a submodule',
      () => {
        const inner = root;
        repository('a');
        root = temporaryFolder();
        git('init', '--quiet', '-b', 'main');
        git('submodule', '--quiet', 'add', inner, 'databases');
        root = join(root, 'databases');
      },
    ],
  ])('in %s it is the same', (_place, arrange) => {
    arrange();
    expectFree(['a', 'b']);
    expectFree(['a', 'c']);
    expectRefused(['c'], 'Cluster shop/a');
  });
});

describe('on a branch', () => {
  beforeEach(() => {
    repository('a');
    git('checkout', '--quiet', '-b', 'feature');
    run(['a', 'b']);
    commit();
  });

  it('what it alone has committed goes with --base, and the message says so', () => {
    const cure = 'main does not have it: if this branch was never applied, run npm run synth -- --base main to drop it';
    expect(expectRefused(['a', 'c'], 'Cluster shop/b')).toContain(cure);
    expect(expectRefused(['b'], 'Cluster shop/a')).not.toContain('--base');
    expectRefused(['b'], 'Cluster shop/a', { base: 'main' });
    expectFree(['a', 'c'], { base: 'main' });
    commit();
    expectFree(['a', 'c'], { command: check });
  });

  it('a base that is not a commit is wrong usage', () => {
    expect(() => run(['a', 'b'], { base: 'nowhere' })).toThrow(UsageError);
    expect(() => run(['a', 'b'], { base: '--help' })).toThrow(/there is no such commit in git/);
    git('checkout', '--quiet', '--orphan', 'island');
    commit();
    expect(() => run(['a', 'b'], { base: 'main' })).toThrow(/no commit in common with HEAD/);
  });

  it('what main got meanwhile is not missed', () => {
    git('checkout', '--quiet', 'main');
    run(['a', 'm']);
    commit();
    git('checkout', '--quiet', 'feature');
    expectFree(['a', 'b']);
    expectFree(['a', 'b'], { base: 'main' });
  });

  it('while main is merged, what it brings counts, also where the lock was resolved to one side', () => {
    git('checkout', '--quiet', 'main');
    run(['a', 'm']);
    commit();
    git('checkout', '--quiet', 'feature');
    expect(() => git('merge', '--quiet', 'main')).toThrow(LOCK);
    git('checkout', '--quiet', '--ours', '.');
    expectRefused(['a', 'b'], 'Cluster shop/m');
    expectFree(['a', 'b', 'm']);
    commit();
    expectFree(['a', 'b', 'm'], { command: check });
  });

  it('CI on the merge commit of a pull request misses what the branch has let go of without a word', () => {
    const acknowledge = [{ delete: 'Cluster shop/a', reason: 'for the moment' }];
    expectFree(['b'], { acknowledge });
    commit();
    git('checkout', '--quiet', '--detach', 'main');
    git('merge', '--quiet', '--no-ff', '-m', 'merge', 'feature');
    expectRefused(['b'], 'Cluster shop/a', { command: check });
    expectFree(['b'], { command: check, acknowledge });
  });

  it('a shallow clone without the main branch knows HEAD', () => {
    const origin = root;
    root = temporaryFolder();
    git('clone', '--quiet', '--depth', '1', '--branch', 'feature', `file://${origin}`, '.');
    expectFree(['a', 'b'], { command: check });
    expectRefused(['a', 'c'], 'Cluster shop/b');
    expectFree(['a', 'b', 'c']);
    expectFree(['a', 'b', 'd']);
  });
});

it('without git on the path it is as without a repository', () => {
  repository('a');
  const path = process.env.PATH;
  process.env.PATH = '/nowhere';
  try {
    expectFree(['a', 'b']);
    expectRefused(['a', 'c'], 'Cluster shop/b');
  } finally {
    process.env.PATH = path;
  }
});

it('in a hook of git, which names its repository relative to where it runs', () => {
  repository('a');
  process.env.GIT_DIR = '.git/nowhere';
  process.env.GIT_INDEX_FILE = 'nowhere/index';
  try {
    expectFree(['a', 'b']);
    expectFree(['a', 'c']);
  } finally {
    delete process.env.GIT_DIR;
    delete process.env.GIT_INDEX_FILE;
  }
});
