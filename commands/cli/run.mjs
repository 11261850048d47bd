#!/usr/bin/env node
// What `npm run COMMAND` starts. It compiles what has changed since the last time, and runs the command in this process: TypeScript takes
// most of a second to find that nothing has changed, and a second start of Node as long as most commands.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import module from 'node:module';
import { availableParallelism } from 'node:os';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';

const ROOT = join(import.meta.dirname, '..', '..');
const BUILD = join(ROOT, 'build');
const STATE = join(BUILD, '.compiled');
/** What the compiler remembers of what it has written. */
const WRITTEN = join(BUILD, '.tsbuildinfo');
/** What is compiled, and what decides how. */
const FOLDERS = ['apps', 'bench', 'commands', 'constructs', 'imports', 'manifests', 'plan', 'rules', 'values'];
const FILES = ['main.ts', 'tsconfig.json', 'tsconfig.build.json', 'package.json', 'node_modules/.package-lock.json'];
const SOURCE = /\.(?:[cm]?tsx?|json)$/;
const OUTPUT = /\.(?:[cm]?js|json)$/;
/** The compiler leaves out what begins with a dot. */
const HIDDEN = /(?:^|[\\/])\./;
/** Commands that must not go on where an application has a type error: they write or compare what it renders. */
const STRICT = ['synth', 'check'];

function filesIn(place, wanted) {
  // An image is built without the benchmarks.
  const listed = FOLDERS.filter((folder) => existsSync(join(place, folder))).flatMap((folder) =>
    readdirSync(join(place, folder), { recursive: true }).map((name) => join(folder, name)),
  );
  return listed.filter((name) => wanted.test(name) && !HIDDEN.test(name)).sort();
}

/** Changes with every file that is written, added, renamed or removed: nobody can set the time of the last change of an inode. */
function stateOf(sources) {
  const lines = [...FILES, ...sources].map((name) => {
    const stat = statSync(join(ROOT, name), { throwIfNoEntry: false });
    return `${name} ${stat?.size} ${stat?.ctimeMs}`;
  });
  return createHash('sha256')
    .update([process.version, ...lines].join('\n'))
    .digest('hex');
}

/** What is compiled of a source; a JSON file has its own name. */
function outputOf(source) {
  return source.replace(/\.([cm]?)tsx?$/, '.$1js');
}

/** Whether nothing is missing that was compiled: somebody has cleaned up, or a disk was full. */
function isWhole(sources, outputs) {
  const there = new Set(outputs);
  return sources.every((name) => /\.json$|\.d\.[cm]?ts$/.test(name) || there.has(outputOf(name)));
}

/** Takes away what is compiled of sources that are not there any more: Node would take `config.js` before `config/index.js`. */
function removeOrphans(sources) {
  const wanted = new Set(sources.map(outputOf));
  for (const name of filesIn(BUILD, OUTPUT)) {
    // Behind a link to a folder there are sources that are not listed.
    const hasSource = ['ts', 'tsx'].some((ending) => existsSync(join(ROOT, name.replace(/js$/, ending))));
    if (!wanted.has(name) && !hasSource) rmSync(join(BUILD, name));
  }
}

/** @returns whether the command may run */
function compile(command) {
  const sources = filesIn(ROOT, SOURCE);
  const [now, whole] = [stateOf(sources), isWhole(sources, filesIn(BUILD, OUTPUT))];
  if (whole && read(STATE) === now) return true;
  // Otherwise the compiler takes for written what it has written once.
  if (!whole) rmSync(WRITTEN, { force: true });
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
  removeOrphans(sources);
  if (status === 0) {
    mkdirSync(BUILD, { recursive: true });
    writeFileSync(STATE, now);
    return true;
  }
  process.stderr.write(stdout + stderr);
  rmSync(STATE, { force: true });
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

function compiles(command) {
  try {
    return compile(command);
  } catch (error) {
    if (error.path === undefined || relative(BUILD, error.path).startsWith('..')) throw error;
    console.error(
      `✖ ${error.path} cannot be changed (${error.code}): compiling needs build/; make it writable, or delete it`,
    );
    return false;
  }
}

const [command = 'build'] = process.argv.slice(2);
if (!compiles(command)) process.exitCode = 1;
else if (command !== 'build') {
  module.enableCompileCache?.(join(BUILD, '.cache'));
  await import(pathToFileURL(join(BUILD, 'main.js')).href);
}
