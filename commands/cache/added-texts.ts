import { closeSync, mkdirSync, openSync, readdirSync, renameSync, rmSync, writeSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { isAlive } from '../postgres/processes';
import { digest } from './file-stamp';
import { type PackedText, PackWindow } from './pack-reader';

/** How many texts are written at once. */
const CHUNK = 1 << 20;

/**
 * Texts that come into a pack, and are nobody else's until they are kept. Of a pack that begins anew they are written as they come: all texts of
 * a fleet are much to hold. It has a file of its own until then, and stays open: nobody else can write into it.
 */
export class AddedTexts {
  readonly #file: string;
  readonly #beside: string;
  /** Whether what is in the pack stays where it is. */
  readonly grows: boolean;
  /** What is not written yet, by where it will be. */
  #waiting = new Map<number, string>();
  #length = 0;
  #written: number;
  #end: number;
  #handle: number | undefined;
  #window: PackWindow | undefined;
  #isFull = false;

  /** @param size - of the file behind whose texts these come @default - it begins anew */
  constructor(file: string, size?: number) {
    this.#file = file;
    this.grows = size !== undefined;
    this.#beside = `${file}.${process.pid}`;
    this.#written = size ?? 0;
    this.#end = this.#written;
  }

  /** @param before - where it is, if it stays */
  add(text: () => string, before?: PackedText): PackedText {
    if (this.grows && before !== undefined) return before;
    const added = text();
    const size = Buffer.byteLength(added);
    const place: PackedText = [this.#end, size, digest(added)];
    if (size > 0) this.#waiting.set(this.#end, added);
    [this.#length, this.#end] = [this.#length + size, this.#end + size];
    if (this.#length > CHUNK && !this.grows && !this.#isFull) this.#writeIfPossible();
    return place;
  }

  /** A text that was added. */
  read([at, size]: PackedText): string {
    if (size === 0) return '';
    return this.#waiting.get(at) ?? this.#opened().part(at, size).toString('utf8');
  }

  /** From now on, they are in the pack. */
  keep(): void {
    this.#write();
    this.#close();
    if (!this.grows) renameSync(this.#beside, this.#file);
  }

  /** Ends without. */
  drop(): void {
    const isOurs = this.#handle !== undefined && !this.grows;
    this.#close();
    if (isOurs) rmSync(this.#beside, { force: true });
  }

  /** The folder may not be ours to write in, or the disk is full: then they stay in memory. */
  #writeIfPossible(): void {
    try {
      this.#write();
    } catch {
      this.#isFull = true;
    }
  }

  #write(): void {
    this.#opened();
    const [content, handle] = [Buffer.from([...this.#waiting.values()].join('')), this.#handle ?? -1];
    for (let done = 0; done < content.length; )
      done += writeSync(handle, content, done, content.length - done, this.#written + done);
    [this.#waiting, this.#length, this.#written] = [new Map(), 0, this.#end];
    this.#window = new PackWindow(handle);
  }

  #opened(): PackWindow {
    if (this.#handle === undefined) {
      mkdirSync(dirname(this.#file), { recursive: true });
      if (!this.grows) this.#clear();
      this.#handle = this.grows ? openSync(this.#file, 'r+') : openSync(this.#beside, 'wx+');
    }
    this.#window ??= new PackWindow(this.#handle);
    return this.#window;
  }

  /** Removes what killed runs have left: it may have our name, and is as long as a pack. */
  #clear(): void {
    const folder = dirname(this.#file);
    const prefix = `${basename(this.#file)}.`;
    for (const name of readdirSync(folder)) {
      if (!name.startsWith(prefix)) continue;
      const pid = Number(name.slice(prefix.length));
      if (pid === process.pid || (Number.isInteger(pid) && !isAlive(pid))) rmSync(join(folder, name), { force: true });
    }
  }

  #close(): void {
    if (this.#handle !== undefined) closeSync(this.#handle);
    this.#handle = undefined;
  }
}
