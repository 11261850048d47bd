const MOST_SPACES = 1_000;

/** A text in which lines may have been moved to the right, so that the parser accepts them. */
export class Indented {
  /** Where spaces were inserted, in the order of the current text, and how many. */
  readonly #inserted: { readonly at: number; readonly count: number }[] = [];
  readonly #indent: string;
  readonly #tabs: number[] = [];
  text: string;

  constructor(text: string) {
    this.text = text;
    let deepest = 0;
    // A dash and a question mark also indent what follows them.
    for (const [blanks] of text.matchAll(/^[ ?-]+/gm)) deepest = Math.max(deepest, blanks.length);
    this.#indent = ' '.repeat(Math.min(deepest, MOST_SPACES) + 1);
  }

  /**
   * Go's reader ignores indentation within brackets and quotes, and treats a tab there as white space. This parser does not, and reports
   * the position, so that its own answer tells what is within.
   * @param at - where the parser found too little indentation
   * @returns whether anything could be done about it
   */
  widen(at: number): boolean {
    const blanks = /[ \t]*$/.exec(this.text.slice(Math.max(0, at - MOST_SPACES), at))?.[0] ?? '';
    const start = at - blanks.length;
    const isLeading = start === 0 || '\r\n'.includes(this.text.charAt(start - 1));
    if (blanks.includes('\t')) {
      this.text = this.text.slice(0, start) + ' '.repeat(blanks.length) + this.text.slice(at);
    } else if (isLeading && blanks.length < this.#indent.length) {
      this.text = this.text.slice(0, start) + this.#indent + this.text.slice(start);
      this.#inserted.push({ at: start, count: this.#indent.length });
    } else return this.#replaceTab(at);
    return true;
  }

  /** The parser means a tab further to the left in the line. */
  #replaceTab(at: number): boolean {
    const tab = this.text.lastIndexOf('\t', at);
    if (tab < 0 || /[\r\n]/.test(this.text.slice(tab, at))) return false;
    this.#tabs.push(tab);
    this.text = `${this.text.slice(0, tab)} ${this.text.slice(tab + 1)}`;
    return true;
  }

  /** Whether a tab between two offsets was replaced, where it is part of a text. */
  isChanged(start: number, end: number): boolean {
    return this.#tabs.some((tab) => tab >= start && tab < end);
  }

  /** The offset in the original text for an offset in this text. */
  origin(offset: number): number {
    let before = 0;
    for (const { at, count } of this.#inserted) {
      if (at >= offset) break;
      before += Math.min(count, offset - at);
    }
    return offset - before;
  }
}
