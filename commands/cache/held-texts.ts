import type { FileToPrint } from '../applications/files-to-print';
import type { AddedTexts } from './added-texts';
import type { PackedText, PackReader } from './pack-reader';
import type { TextPack } from './text-pack';

/** A text of the output in the pack, or among those that come into it. */
interface Held {
  readonly text: PackedText;
  readonly objects: number;
  /** Prints it again; absent where it was printed by this run. */
  readonly print?: () => string;
}

export interface HeldPlace extends Omit<Held, 'print'> {
  readonly path: string;
  /** Whether it was there before this run. */
  readonly isKept: boolean;
}

/** The texts of the output, of which only those are read that somebody asks for. */
export class HeldTexts implements ReadonlyMap<string, string> {
  readonly #pack: TextPack;
  readonly #added: AddedTexts;
  readonly #held = new Map<string, Held>();
  #reader: PackReader | undefined;

  /** @param before - where an earlier run has packed what, with the number of objects in it */
  constructor(
    files: Iterable<FileToPrint>,
    pack: TextPack,
    added: AddedTexts,
    before: ReadonlyMap<string, Omit<Held, 'print'>> = new Map(),
  ) {
    this.#pack = pack;
    this.#added = added;
    for (const { path, objects, isKept, print } of files) {
      const known = isKept ? before.get(path) : undefined;
      if (known?.objects === objects) this.#held.set(path, { ...known, print });
      else this.#held.set(path, { text: added.add(print), objects });
    }
  }

  /** Whether a text was there before this run. */
  isKept(path: string): boolean {
    return this.#held.get(path)?.print !== undefined;
  }

  /** Where each text is. */
  places(): HeldPlace[] {
    return [...this.#held].map(([path, { text, objects, print }]) => ({
      path,
      objects,
      text,
      isKept: print !== undefined,
    }));
  }

  get(path: string): string | undefined {
    const held = this.#held.get(path);
    if (held === undefined) return undefined;
    if (held.print === undefined) return this.#added.read(held.text);
    this.#reader ??= this.#pack.reader();
    // What is not whole is made anew.
    return this.#reader.text(held.text) ?? held.print();
  }

  /** Lets go of the pack. */
  close(): void {
    this.#reader?.close();
    this.#reader = undefined;
  }

  has(path: string): boolean {
    return this.#held.has(path);
  }

  get size(): number {
    return this.#held.size;
  }

  keys(): MapIterator<string> {
    return this.#held.keys();
  }

  *values(): MapIterator<string> {
    for (const path of this.keys()) yield this.get(path) ?? '';
  }

  *entries(): MapIterator<[string, string]> {
    for (const path of this.keys()) yield [path, this.get(path) ?? ''];
  }

  [Symbol.iterator](): MapIterator<[string, string]> {
    return this.entries();
  }

  forEach(use: (text: string, path: string, texts: ReadonlyMap<string, string>) => void): void {
    for (const [path, text] of this) use(text, path, this);
  }
}
