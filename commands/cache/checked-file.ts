import { createHash } from 'node:crypto';
import { appendFileSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { digest } from './file-stamp';

const CHECKSUM = 64;
let format: string | undefined;

/** Of a text and of the code that wrote it: what another release has left may have another form. */
function checksum(text: string): string {
  format ??= digest(
    readdirSync(__dirname)
      .sort()
      .map((name) => readFileSync(join(__dirname, name), 'utf8'))
      .join('\n'),
  );
  return createHash('sha256').update(format).update(text).digest('hex');
}

/** What {@link writeChecked} wrote; undefined where there is nothing, not all of it, or that of another release. */
export function readChecked<T>(file: string): T | undefined {
  try {
    const content = readFileSync(file, 'utf8');
    const text = content.slice(CHECKSUM + 1);
    return content.slice(0, CHECKSUM) === checksum(text) ? (JSON.parse(text) as T) : undefined;
  } catch {
    return undefined;
  }
}

/** Writes a value and its checksum in one step: another run reads the old file or the new one. */
export function writeChecked(file: string, value: unknown): void {
  const text = JSON.stringify(value);
  const beside = `${file}.${process.pid}`;
  mkdirSync(dirname(file), { recursive: true });
  // Not as one text: that of a fleet has a hundred megabytes.
  writeFileSync(beside, `${checksum(text)}\n`);
  appendFileSync(beside, text);
  renameSync(beside, file);
}
