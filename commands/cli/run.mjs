#!/usr/bin/env node
// What `npm run COMMAND` starts. It compiles what has changed since the last time, and runs the command in this process: TypeScript takes
// most of a second to find that nothing has changed, and a second start of Node as long as most commands.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import module from 'node:module';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const ROOT = join(import.meta.dirname, '..', '..');
const BUILD = join(ROOT, 'build');
const STATE = join(BUILD, '.compiled');
/** What is compiled, and what decides how. */
const FOLDERS = ['apps', 'bench', 'commands', 'constructs', 'imports', 'manifests', 'plan', 'rules', 'values'];
const FILES = ['main.ts', 'tsconfig.json', 'tsconfig.build.json', 'package.json', 'node_modules/.package-lock.json'];
/** Commands that must not go on where an application has a type error: they write or compare what it renders. */
const STRICT = ['synth', 'check'];

/** Changes with every file that is written, added, renamed or removed: nobody can set the time of the last change of an inode. */
function state() {
  // An image is built without the benchmarks.
  const listed = FOLDERS.filter((folder) => existsSync(join(ROOT, folder))).flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true }).map((name) => join(folder, name)),
  );
  const files = [...FILES, ...listed.filter((name) => /^apps\b.*\.json$|\.ts$/.test(name)).sort()];
  const lines = files.map((name) => {
    const stat = statSync(join(ROOT, name), { throwIfNoEntry: false });
    return `${name} ${stat?.size} ${stat?.ctimeMs}`;
  });
  return createHash('sha256')
    .update([process.version, ...lines].join('\n'))
    .digest('hex');
}

/** @returns whether the command may run */
function compile(command) {
  const now = state();
  if (read(STATE) === now) return true;
  const tsc = join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc');
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    // Each checker reads the declarations that its files need: with more of them than processors they are only read more often.
    [tsc, '-p', 'tsconfig.build.json', '--pretty', 'false', '--checkers', `${Math.min(4, availableParallelism())}`],
    {
      cwd: ROOT,
      encoding: 'utf8',
      // The compiler is a Go program that ends before it needs what it could free: a fifth of its time.
      env: { GOGC: 'off', GOMEMLIMIT: '2GiB', ...process.env },
    },
  );
  if (status === 0) {
    mkdirSync(BUILD, { recursive: true });
    writeFileSync(STATE, now);
    return true;
  }
  rmSync(STATE, { force: true });
  process.stderr.write(stdout + stderr);
  const errors = stdout.split('\n').filter((line) => /\): error TS\d+:/.test(line));
  const isOfApps = errors.length > 0 && errors.every((line) => line.startsWith('apps/'));
  if (!isOfApps || STRICT.includes(command)) return false;
  process.stderr.write(`${command} goes on: what does not compile is in apps/ only\n`);
  return true;
}

function read(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

const [command = 'build'] = process.argv.slice(2);
if (!compile(command)) process.exitCode = 1;
else if (command !== 'build') {
  module.enableCompileCache?.(join(BUILD, '.cache'));
  await import(pathToFileURL(join(BUILD, 'main.js')).href);
}
