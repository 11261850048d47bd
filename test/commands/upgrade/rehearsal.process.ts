import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { checkout } from '../../support/checkout';

// The rehearsal of a major upgrade, as it is printed, in a repository of git; and what a recovery says before the upgrade is committed and after it.

const ROOT = checkout();
afterAll(() => rmSync(ROOT, { recursive: true }));

const IDENTITY = ['-c', 'user.name=A', '-c', 'user.email=a@example.com', '-c', 'commit.gpgsign=false'];
const APP = 'parametric-portal';
const CLUSTER = 'parametric-portal-db';

function call(program: string, args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(program, args, { cwd: ROOT, encoding: 'utf8' });
  return { code: status, out: stdout, err: stderr };
}
const npm = (...args: readonly string[]) => call('node', ['commands/cli/run.mjs', ...args]);
const git = (...args: readonly string[]) => expect(call('git', [...IDENTITY, ...args])).toMatchObject({ code: 0 });
const text = (file: string) => readFileSync(join(ROOT, file), 'utf8');

/** Each step ends as it is printed: with synth, and a commit. */
function commit(message: string): void {
  expect(npm('synth', '--quiet')).toMatchObject({ code: 0 });
  git('add', '-A');
  git('commit', '--quiet', '-m', message);
}

test('the copy has the old major while the change is stashed, and the change comes back after it', () => {
  git('init', '--quiet');
  git('add', '-A');
  git('commit', '--quiet', '-m', 'PostgreSQL 17');
  const before = new Date(Date.now() - 3_600_000).toISOString();
  const { out } = npm('upgrade', 'postgres', '18', '--app', APP);
  const rehearsal = out.split('\n').find((line) => line.includes('a rehearsal')) ?? '';
  const [, away, drill = '', back] =
    /: (git stash) takes .*; npm run (restore -- \S+ --at INSTANT --drill), .*, then (git stash pop)$/.exec(
      rehearsal,
    ) ?? [];
  expect([away, back]).toEqual(['git stash', 'git stash pop']);
  const restore = drill.replace(' --', '').replace('INSTANT', before).split(' ');

  // With the change in the tree there is nothing to read yet.
  expect(npm(...restore)).toMatchObject({
    code: 2,
    err: expect.stringContaining(
      `"${CLUSTER}-v18", the archive of PostgreSQL 18, is not committed yet and has nothing`,
    ),
  });

  git('stash');
  expect(npm(...restore)).toMatchObject({ code: 0 });
  commit('Drill');
  const copy = text(`dist/${APP}/drill/cluster.yaml`);
  expect(copy).toMatch(new RegExp(`serverName: ${CLUSTER}\n[\\s\\S]*imageName: \\S*:17\\.`));
  const [, name = ''] = /^ {2}name: (\S+)$/m.exec(copy) ?? [];
  const [, application = ''] = /annotate applications\.argoproj\.io (\S+) /.exec(rehearsal) ?? [];
  expect(text('dist/platforms/k3s/applications/application.yaml')).toContain(`name: ${application}\n`);
  expect(rehearsal).toContain(
    `-n ${/^ {2}namespace: (\S+)$/m.exec(copy)?.[1]} --type merge -p '{"spec":{"imageName":"`,
  );
  expect(npm('restore', APP, '--end', name)).toMatchObject({ code: 0 });
  commit('End the drill');
  git('stash', 'pop');
  commit('Upgrade');
  expect(text(`dist/${APP}/database/cluster.yaml`)).toMatch(
    /imageName: \S*:18\.[\s\S]*serverName: parametric-portal-db-v18/,
  );

  const now = new Date().toISOString();
  for (const more of [[], ['--drill']]) {
    expect(npm('restore', APP, '--at', before, ...more)).toMatchObject({
      code: 2,
      err: expect.stringMatching(/parametric-portal-db-v18", .* has nothing before; PostgreSQL 17 alone reads/),
    });
  }
  expect(npm('restore', APP, '--at', now)).toMatchObject({ code: 0 });
});
