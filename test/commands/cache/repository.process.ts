import { spawnSync } from 'node:child_process';
import { appendFileSync, existsSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { snapshot } from '../../manifests/support/folder';
import { checkout } from '../../support/checkout';

// This repository as a person works in it: platforms made of the other applications, findings that are accepted, commands that edit sources,
// git. Every edit is compiled.

const project = checkout();
const path = (name: string) => join(project, name);
const read = (name: string) => readFileSync(path(name), 'utf8');

function start(program: string, ...args: string[]) {
  const { status, stdout, stderr } = spawnSync(program, args, { cwd: project, encoding: 'utf8' });
  return { status, stdout, stderr };
}

const run = (...args: string[]) => start(process.execPath, 'commands/cli/run.mjs', ...args);
const git = (...args: string[]) => start('git', '-c', 'user.name=a', '-c', 'user.email=a@b.c', ...args);

beforeAll(() => {
  expect(git('init', '-q', '-b', 'main').status).toBe(0);
  expect(run('synth').status).toBe(0);
  expect(git('add', 'apps', 'dist', 'lineage.lock.json').status).toBe(0);
  expect(git('commit', '-qm', 'first').status).toBe(0);
});

afterAll(() => rmSync(project, { recursive: true, force: true }));

/** Puts one text in the place of the other, and back the next time. The time of the last write stays, as after a copy that keeps times. */
function swap(file: string, one: string, other: string): void {
  const { atime, mtime } = statSync(path(file));
  const text = read(file);
  const changed = text.includes(one) ? text.replace(one, other) : text.replace(other, one);
  expect(changed).not.toBe(text);
  writeFileSync(path(file), changed);
  utimesSync(path(file), atime, mtime);
}

const EDITS: Readonly<Record<string, () => void>> = {
  'a field of one application': () => swap('apps/parametric-portal/config.ts', 'instances: 1,', 'instances: 3,'),
  'the name of an object': () => swap('apps/phoenix-guardian/config.ts', "name: 'api'", "name: 'web'"),
  'what a platform has': () => swap('apps/platforms/k3s/config.ts', "['local-path']", "['local-disk']"),
  'the versions of a platform': () => swap('apps/platforms/k3s/versions.json', '1.28.0', '1.28.1'),
  'a finding that is accepted': () =>
    swap('apps/platforms/k3s/config.ts', "'operator-vulnerability'", "'operator-pinned'"),
  'why one is accepted': () => swap('apps/platforms/k3s/config.ts', 'record 0009, Decision', 'record 0010, Decision'),
  'a fact': () => swap('imports/facts/parameters/17.json', '"archive_timeout"', '"archive_timeouX"'),
  'a construct': () => swap('constructs/gitops/argo-application.ts', 'limit: 10', 'limit: 11'),
  'a rule': () => swap('rules/expert/operator-end-of-life.ts', "severity: 'warning'", "severity: 'error'  "),
  'a drill': () => {
    const declared = read('apps/phoenix-guardian/recoveries.json').includes('drill-one');
    const how = declared ? ['--end', 'drill-one'] : ['--drill', '--into', 'drill-one', '--at', '2026-11-20T13:37:00Z'];
    expect(run('restore', 'phoenix-guardian', ...how)).toMatchObject({ status: 0, stderr: '' });
  },
  'the output': () => {
    if (existsSync(path('dist/cnpg-gitops.yaml'))) appendFileSync(path('dist/cnpg-gitops.yaml'), 'profile: strict\n');
    rmSync(path('dist/parametric-portal/database/cluster.yaml'), { force: true });
  },
  'a file beside the output': () => appendFileSync(path('apps/platforms/argocd-cm.yaml'), 'more: text\n'),
  'the lock': () => rmSync(path('lineage.lock.json'), { force: true }),
  'a commit': () => {
    expect(git('add', 'apps', 'dist').status).toBe(0);
    git('commit', '-qam', 'next');
  },
};

function left() {
  const names = ['lineage.lock.json', 'apps/platforms/argocd-cm.yaml', 'apps/platforms/argocd-notifications-cm.yaml'];
  return [snapshot(path('dist')), ...names.map((name) => existsSync(path(name)) && read(name))];
}

/** @returns the exit code of synth */
function compared(name: string): number | null {
  expect(run('check').status, name).toBe(run('check', '--no-cache').status);
  const { status, stderr } = run('synth');
  const written = left();
  const taken = run('synth');
  const anew = run('synth', '--no-cache');
  expect(taken, name).toEqual(anew);
  expect({ status, stderr }, name).toEqual({ status: anew.status, stderr: anew.stderr });
  expect(written, name).toEqual(left());
  expect(anew.stdout, name).toMatch(anew.status === 0 ? /^\d+ unchanged\n$/ : /^$/);
  return status;
}

test('a run says, finds and writes what one without an earlier run does, whatever is edited in between', () => {
  const all = Object.keys(EDITS);
  fc.assert(
    fc.property(fc.shuffledSubarray(all, { minLength: all.length }), (names) => {
      for (const name of names) {
        EDITS[name]?.();
        if (compared(name) === 0) continue;
        // The next edit would only be told of the same error.
        EDITS[name]?.();
        expect(compared(`${name}, taken back`)).toBe(0);
      }
    }),
    { numRuns: 1 },
  );
});
