import { closeSync, existsSync, mkdirSync, openSync, readSync, renameSync, statSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { digest } from './file-stamp';

/** Where a text is in a pack, in bytes, and what it hashes to. */
export type PackedText = readonly [at: number, size: number, hash: string];

/** How many texts are written at once. */
const CHUNK = 1 << 20;
/** How much is read at once: most texts stand behind each other. */
const WINDOW = 1 << 16;

/**
 * Texts one after the other in a file that grows: of a fleet, what has not changed is neither written nor read again. Each is known by its hash:
 * what another run has written in its place is not taken for it.
 */
export class TextPack {
  readonly #file: string;

  constructor(file: string) {
    this.#file = file;
  }

  /**
   * What the texts come to, in their order; undefined unless all are there.
   * @param use - takes one text after the other: all together they are much to hold
   */
  read<Result>(places: readonly PackedText[], use: (text: string) => Result): Result[] | undefined {
    if (places.length === 0) return [];
    if (!existsSync(this.#file)) return undefined;
    const handle = openSync(this.#file, 'r');
    try {
      const results: Result[] = [];
      let buffer = Buffer.alloc(WINDOW);
      let [start, end] = [0, 0];
      for (const [at, size, hash] of places) {
        if (at < start || at + size > end) {
          if (size > buffer.length) buffer = Buffer.alloc(size);
          [start, end] = [at, at + readSync(handle, buffer, 0, buffer.length, at)];
        }
        const content = buffer.subarray(at - start, Math.min(at + size, end) - start);
        if (digest(content) !== hash) return undefined;
        results.push(use(content.toString('utf8')));
      }
      return results;
    } finally {
      closeSync(handle);
    }
  }

  /**
   * Adds texts behind those that stay, or begins anew where nothing stays or most of the file is of no use any more.
   * @param stays - those of what is packed that are still wanted
   * @param write - is given what packs a text; `before` is where it is, if it stays
   */
  write(
    stays: readonly PackedText[],
    write: (pack: (text: () => string, before?: PackedText) => PackedText) => void,
  ): void {
    const size = statSync(this.#file, { throwIfNoEntry: false })?.size ?? 0;
    const grows = size > 0 && stays.reduce((sum, [, each]) => sum + each, 0) > size / 2;
    const target = grows ? this.#file : `${this.#file}.${process.pid}`;
    mkdirSync(dirname(target), { recursive: true });
    const handle = openSync(target, grows ? 'r+' : 'w');
    let end = grows ? size : 0;
    let waiting: string[] = [];
    let [length, start] = [0, end];
    const flush = (): void => {
      const content = Buffer.from(waiting.join(''));
      for (let done = 0; done < content.length; )
        done += writeSync(handle, content, done, content.length - done, start + done);
      [waiting, length, start] = [[], 0, end];
    };
    try {
      write((text, before) => {
        if (grows && before !== undefined) return before;
        const added = text();
        const place: PackedText = [end, Buffer.byteLength(added), digest(added)];
        waiting.push(added);
        [length, end] = [length + added.length, end + place[1]];
        if (length > CHUNK) flush();
        return place;
      });
      flush();
    } finally {
      closeSync(handle);
    }
    if (!grows) renameSync(target, this.#file);
  }
}
