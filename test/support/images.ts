import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';

// The steps of the Containerfile, one by one in plain folders. Two are not taken by the letter: the modules of `npm ci` are those that are
// here, and the packages of Debian that are installed are only asked for.

const ROOT = join(__dirname, '../..');

/** What a stage leaves. */
export interface Image {
  /** The folder that is `/`. */
  readonly root: string;
  /** The working directory of processes, from there. */
  readonly folder: string;
  readonly user?: string;
  readonly entrypoint?: readonly string[];
}

const steps = readFileSync(join(ROOT, 'Containerfile'), 'utf8')
  .split('\n')
  .flatMap((line) => (/^[A-Z]/.test(line) ? [line.split(' ')] : []));
const ignored = readFileSync(join(ROOT, '.dockerignore'), 'utf8').trim().split('\n');

/** Every stage by its name. The folders are made below a home. */
export function buildImages(home: string): Record<'build' | 'command' | 'drills', Image> {
  const images: Record<string, Image> = {};
  let name = '';
  for (const [word = '', ...rest] of steps) {
    if (word === 'FROM') {
      expect(rest).toEqual(['docker.io/library/node:24-trixie-slim', 'AS', expect.any(String)]);
      name = rest[2] ?? '';
      images[name] = { root: join(home, name), folder: '/' };
    } else images[name] = stepped(images, name, word, rest);
  }
  const { build, command, drills } = images;
  if (!build || !command || !drills) throw new Error('the Containerfile lacks a stage');
  return { build, command, drills };
}

function stepped(images: Readonly<Record<string, Image>>, name: string, word: string, rest: readonly string[]): Image {
  const image = images[name];
  if (image === undefined) throw new Error(`${word} before FROM`);
  const here = image.root + image.folder;
  const line = rest.join(' ');
  switch (word) {
    case 'WORKDIR':
      mkdirSync(image.root + line, { recursive: true });
      return { ...image, folder: line };
    case 'COPY': {
      const [, from] = /^--from=(\w+)$/.exec(rest[0] ?? '') ?? [];
      const [target = '', ...sources] = rest.slice(from === undefined ? 0 : 1).toReversed();
      for (const source of sources) copy(from === undefined ? ROOT : images[from]?.root, source, here, target);
      return image;
    }
    case 'RUN':
      if (line.startsWith('npm ci')) symlinkSync(join(ROOT, 'node_modules'), join(here, 'node_modules'));
      else if (line.startsWith('apt-get')) execFileSync('sh', ['-c', installedBy(line)]);
      else execFileSync('sh', ['-c', line], { cwd: here, stdio: 'pipe' });
      return image;
    case 'USER':
      return { ...image, user: line };
    case 'ENTRYPOINT':
      return { ...image, entrypoint: JSON.parse(line) };
    default:
      throw new Error(`${word}: this test does not know the step`);
  }
}

/** Copies a file, a folder, or (`.`) all that is not ignored. */
function copy(context = '', source: string, here: string, target: string): void {
  const names = source === '.' ? readdirSync(context).filter((each) => !ignored.includes(each)) : [source];
  for (const each of names) {
    cpSync(join(context, each), join(here, /^\.\/?$/.test(target) ? each : target), { recursive: true });
  }
}

/** Whether the programs are here that the packages of Debian bring. */
function installedBy(line: string): string {
  const [, packages = ''] = /--no-install-recommends ((?:[a-z]+ )+)/.exec(line) ?? [];
  return packages
    .trim()
    .split(' ')
    .map((each) => `command -v ${each}`)
    .join(' && ');
}
