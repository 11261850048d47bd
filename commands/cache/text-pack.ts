import { existsSync, openSync, statSync } from 'node:fs';
import { AddedTexts } from './added-texts';
import { type PackedText, PackReader } from './pack-reader';

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
    const reader = this.reader();
    try {
      const results: Result[] = [];
      for (const place of places) {
        const text = reader.text(place);
        if (text === undefined) return undefined;
        results.push(use(text));
      }
      return results;
    } finally {
      reader.close();
    }
  }

  /** Reads the file as it is now, even if another one stands in its place later. */
  reader(): PackReader {
    return new PackReader(existsSync(this.#file) ? openSync(this.#file, 'r') : undefined);
  }

  /**
   * What comes behind those that stay, or begins anew where nothing stays or most of the file is of no use any more.
   * @param stays - those of what is packed that are still wanted
   */
  adding(stays: readonly PackedText[]): AddedTexts {
    const size = existsSync(this.#file) ? statSync(this.#file).size : 0;
    const grows = size > 0 && stays.reduce((sum, [, each]) => sum + each, 0) > size / 2;
    return new AddedTexts(this.#file, grows ? size : undefined);
  }
}
