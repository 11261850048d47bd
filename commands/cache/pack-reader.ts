import { closeSync, readSync } from 'node:fs';
import { digest } from './file-stamp';

/** Where a text is in a pack, in bytes, and what it hashes to. */
export type PackedText = readonly [at: number, size: number, hash: string];

/** How much is read at once: most texts stand behind each other. */
const WINDOW = 1 << 16;

/** Reads parts of an open file. */
export class PackWindow {
  readonly #handle: number;
  #buffer = Buffer.alloc(0);
  #start = 0;
  #end = 0;

  constructor(handle: number) {
    this.#handle = handle;
  }

  /** What is there, until the next part is read; shorter where the file ends. */
  part(at: number, size: number): Buffer {
    if (at < this.#start || at + size > this.#end) {
      if (size > this.#buffer.length) this.#buffer = Buffer.alloc(Math.max(size, WINDOW));
      this.#start = at;
      this.#end = at + readSync(this.#handle, this.#buffer, 0, this.#buffer.length, at);
    }
    return this.#buffer.subarray(at - this.#start, Math.min(at + size, this.#end) - this.#start);
  }
}

/** Reads texts of a pack. */
export class PackReader {
  readonly #handle: number | undefined;
  readonly #window: PackWindow | undefined;

  constructor(handle: number | undefined) {
    this.#handle = handle;
    this.#window = handle === undefined ? undefined : new PackWindow(handle);
  }

  /** Undefined where it is not there, or another one is. */
  text([at, size, hash]: PackedText): string | undefined {
    const content = this.#window?.part(at, size);
    return content !== undefined && digest(content) === hash ? content.toString('utf8') : undefined;
  }

  close(): void {
    if (this.#handle !== undefined) closeSync(this.#handle);
  }
}
