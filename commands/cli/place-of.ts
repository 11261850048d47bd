import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { SourceMap } from 'node:module';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { literalPattern } from '../../values/text/literal-pattern';

const FRAME = /\(?((?:file:\/\/)?\/[^()]*?|[A-Za-z]:\\[^()]*?):(\d+):(\d+)\)?$/;
/** Folder of the library, in its source or built: whoever uses it has made no mistake there. */
const LIBRARY = join(__dirname, '../..');
const LIBRARY_FILE = /^(?:(?:constructs|values|manifests|rules|plan|imports|commands)\/|main\.[jt]s$)/;
const FOREIGN_FILE = /(?:^|\/)node_modules\/|^\.\.\//;

/**
 * Where in somebody's own files an error has its cause, as `apps/shop/config.ts:12`: the one place of the word that was written wrong, or
 * else the line that called the library. Undefined where neither is known.
 */
export function placeOf(error: Error, root: string = process.cwd()): string | undefined {
  const caller = callerOf(error, root);
  const word: unknown = Reflect.get(error, 'word');
  if (caller === undefined || typeof word !== 'string') return caller;
  const folder = dirname(resolve(root, caller.replace(/:\d+$/, '')));
  return placeOfWord(word, folder, root) ?? caller;
}

/** What of the library somebody's own file called when it failed there, as `new ApiDeployment`; undefined where it failed in that file. */
export function calledAt(error: Error, root: string = process.cwd()): string | undefined {
  const lines = frames(error);
  const own = lines.findIndex((line) => ownPlace(line, root) !== undefined);
  return /^at ((?:new )?[\w.]+) /.exec(lines[own - 1] ?? '')?.[1];
}

function callerOf(error: Error, root: string): string | undefined {
  return frames(error)
    .map((line) => ownPlace(line, root))
    .find((place) => place !== undefined);
}

function frames(error: Error): string[] {
  const lines = (error.stack ?? '').split('\n').map((line) => line.trim());
  return lines.filter((line) => FRAME.test(line));
}

/** The file and line of a frame, unless it is the library's. */
function ownPlace(frame: string, root: string): string | undefined {
  const [, file = '', row, column] = FRAME.exec(frame) ?? [];
  const path = file.startsWith('file:') ? fileURLToPath(file) : file;
  if (LIBRARY_FILE.test(nameIn(LIBRARY, path))) return undefined;
  const source = sourceOf(path, Number(row), Number(column));
  const name = nameIn(root, source.file);
  return FOREIGN_FILE.test(name) ? undefined : `${name}:${source.line}`;
}

function nameIn(folder: string, path: string): string {
  return relative(folder, path).split(sep).join('/');
}

/** The line of TypeScript that a line of JavaScript was made of, where the compiler has left a map. */
function sourceOf(file: string, line: number, column: number): { readonly file: string; readonly line: number } {
  if (!existsSync(`${file}.map`)) return { file, line };
  const map = new SourceMap(JSON.parse(readFileSync(`${file}.map`, 'utf8')));
  const entry = map.findEntry(line - 1, column - 1);
  return 'originalSource' in entry && entry.originalSource !== undefined
    ? { file: resolve(dirname(file), entry.originalSource), line: entry.originalLine + 1 }
    : { file, line };
}

/** The only line of a folder's files that has the word as a key or a text. */
function placeOfWord(word: string, folder: string, root: string): string | undefined {
  const written = new RegExp(`(?<![\\w$-])${literalPattern(word)}(?![\\w$-])`);
  const places = readdirSync(folder, { recursive: folder !== resolve(root), encoding: 'utf8' })
    .filter((name) => /\.(?:[cm]?[jt]s|json)$/.test(name) && !name.includes('node_modules'))
    .flatMap((name) => {
      const file = relative(root, join(folder, name)).split(sep).join('/');
      const lines = readFileSync(join(folder, name), 'utf8').split('\n');
      return lines.flatMap((line, index) => (written.test(line) ? [`${file}:${index + 1}`] : []));
    });
  return places.length === 1 ? places[0] : undefined;
}
