import { createHash, type Hash } from 'node:crypto';
import {
  appendFileSync,
  closeSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { digest } from './file-stamp';

const CHECKSUM = 64;
/** How many items of a list are written at once. */
const ITEMS = 1_000;
let format: string | undefined;

/** The checksum of a text begins with the code that wrote it: what another release has left may have another form. */
function begun(): Hash {
  format ??= digest(
    readdirSync(__dirname)
      .sort()
      .map((name) => readFileSync(join(__dirname, name), 'utf8'))
      .join('\n'),
  );
  return createHash('sha256').update(format);
}

/** What {@link writeChecked} wrote; undefined where there is nothing, not all of it, or that of another release. */
export function readChecked<T>(file: string): T | undefined {
  try {
    const content = readFileSync(file, 'utf8');
    const text = content.slice(CHECKSUM + 1);
    return content.slice(0, CHECKSUM) === begun().update(text).digest('hex') ? (JSON.parse(text) as T) : undefined;
  } catch {
    return undefined;
  }
}

/** Writes a value and its checksum in one step: another run reads the old file or the new one. */
export function writeChecked(file: string, value: object): void {
  const beside = `${file}.${process.pid}`;
  mkdirSync(dirname(file), { recursive: true });
  const handle = openSync(beside, 'w');
  try {
    const checksum = begun();
    writeSync(handle, `${' '.repeat(CHECKSUM)}\n`);
    for (const part of inParts(value)) {
      checksum.update(part);
      // Unlike writeSync, this goes on until all is written.
      appendFileSync(handle, part);
    }
    writeSync(handle, checksum.digest('hex'), 0);
  } finally {
    closeSync(handle);
  }
  renameSync(beside, file);
}

/** Its JSON, bit by bit: that of a fleet has twenty megabytes, and is in memory several times while it is written at once. */
function* inParts(value: object): Generator<string> {
  let before = '{';
  for (const [name, field] of Object.entries(value)) {
    if (field === undefined) continue;
    yield `${before}${JSON.stringify(name)}:`;
    before = ',';
    if (Array.isArray(field)) yield* itemsInParts(field);
    else yield JSON.stringify(field);
  }
  yield before === '{' ? '{}' : '}';
}

function* itemsInParts(items: readonly unknown[]): Generator<string> {
  yield '[';
  for (let start = 0; start < items.length; start += ITEMS) {
    const part = JSON.stringify(items.slice(start, start + ITEMS)).slice(1, -1);
    yield start === 0 ? part : `,${part}`;
  }
  yield ']';
}
