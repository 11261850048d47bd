import { EVENT_ID, type Event, getScalarValue, SCALAR_STYLE } from 'js-yaml';
import { Aliases } from './aliases';
import { offsetOf, parse } from './parse';
import { YamlProblem } from './problem';
import { plainValue, taggedValue } from './scalar';

/** What is worth saying of a document that can be read. */
export interface Remark {
  readonly about: 'duplicate' | 'tag' | 'directive';
  /** The key, tag or directive. */
  readonly what: string;
  readonly path: string;
  readonly offset: number;
}

interface Frame {
  readonly container: unknown[] | Record<string, unknown>;
  readonly close: () => void;
  /** Of a mapping, once its key was read and until its value is. */
  key?: string | typeof MERGE;
  /** Keys that came by `<<`, which the mapping's own replace. */
  readonly merged: Set<string>;
}

type ScalarEvent = Extract<Event, { type: typeof EVENT_ID.SCALAR }>;
type ContainerEvent = Extract<Event, { type: typeof EVENT_ID.MAPPING | typeof EVENT_ID.SEQUENCE }>;

const MERGE = Symbol('<<');
const SCALAR_TAGS = new Set(['str', 'null', 'bool', 'int', 'float', 'binary']);

/**
 * Reads one document as kubectl does, in one pass; null for one with nothing in it.
 * @throws YamlProblem
 */
export function compose(text: string): { readonly value: unknown; readonly remarks: readonly Remark[] } {
  const composer = new Composer(text);
  for (const event of parse(text)) composer.take(event);
  // Its strings are slices of the text, and would keep all of it in memory.
  return { value: structuredClone(composer.value), remarks: [...composer.remarks.values()] };
}

class Composer {
  value: unknown = null;
  readonly remarks = new Map<string, Remark>();
  readonly #aliases = new Aliases();
  readonly #frames: Frame[] = [];
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  take(event: Event): void {
    const offset = offsetOf(event) ?? 0;
    switch (event.type) {
      case EVENT_ID.DOCUMENT:
        for (const { kind } of event.directives) this.#remark('directive', `%${kind.toUpperCase()}`, '', 0);
        break;
      case EVENT_ID.SCALAR: {
        const value = this.#scalar(event, offset);
        this.#aliases.open(this.#anchor(event), value)();
        this.#add(value, offset);
        break;
      }
      case EVENT_ID.ALIAS:
        this.#add(this.#aliases.resolve(this.#text.slice(event.anchorStart, event.anchorEnd), offset), offset);
        break;
      case EVENT_ID.POP: {
        const frame = this.#frames.pop();
        frame?.close();
        if (frame) this.#add(frame.container, offset);
        break;
      }
      default:
        this.#open(event, offset);
    }
  }

  #scalar(event: ScalarEvent, offset: number): unknown {
    const source = getScalarValue(this.#text, event);
    const tag = this.#tag(event);
    const isPlain = event.style === SCALAR_STYLE.PLAIN;
    if (source === '<<' && (tag === 'merge' || (tag === undefined && isPlain)) && this.#awaitsKey()) return MERGE;
    if (tag === undefined) return isPlain ? plainValue(source, offset) : source;
    if (SCALAR_TAGS.has(tag)) return taggedValue(tag, source, offset);
    this.#remark('tag', tag, this.#path(), event.tagStart);
    return source;
  }

  #open(event: ContainerEvent, offset: number): void {
    if (this.#awaitsKey()) throw wrongKey(offset);
    const container = event.type === EVENT_ID.MAPPING ? {} : [];
    const tag = this.#tag(event);
    if (tag !== undefined && !['str', 'map', 'seq'].includes(tag))
      this.#remark('tag', tag, this.#path(), event.tagStart);
    const close = this.#aliases.open(this.#anchor(event), container);
    this.#frames.push({ container, close, merged: new Set() });
  }

  #add(value: unknown, offset: number): void {
    const frame = this.#frames.at(-1);
    if (frame === undefined) this.value = value;
    else if (Array.isArray(frame.container)) frame.container.push(value);
    else if (frame.key === undefined) frame.key = value === MERGE ? MERGE : this.#key(frame, value, offset);
    else {
      if (frame.key === MERGE) merge(frame, value, offset);
      else set(frame.container, frame.key, value);
      delete frame.key;
    }
  }

  #key({ container, merged }: Frame, value: unknown, offset: number): string {
    if (value === null || typeof value === 'object') throw wrongKey(offset);
    const key = String(value);
    if (Object.hasOwn(container, key) && !merged.delete(key)) {
      const parent = this.#path();
      this.#remark('duplicate', key, parent === '' ? key : `${parent}.${key}`, offset);
    }
    return key;
  }

  #awaitsKey(): boolean {
    const frame = this.#frames.at(-1);
    return frame !== undefined && !Array.isArray(frame.container) && frame.key === undefined;
  }

  /** Of what is being read, dotted from the root. */
  #path(): string {
    const steps = this.#frames.map(({ container, key }) =>
      Array.isArray(container) ? `[${container.length}]` : key === undefined || key === MERGE ? '' : `.${key}`,
    );
    return steps.join('').replace(/^\./, '');
  }

  #remark(about: Remark['about'], what: string, path: string, offset: number): void {
    const key = `${about} ${path}`;
    if (!this.remarks.has(key)) this.remarks.set(key, { about, what, path, offset });
  }

  #anchor({ anchorStart, anchorEnd }: ScalarEvent | ContainerEvent): string | undefined {
    return anchorStart < 0 ? undefined : this.#text.slice(anchorStart, anchorEnd);
  }

  /** One of YAML's own tags without its `!!`, any other as it is written; `!` alone says text. */
  #tag({ tagStart, tagEnd }: ScalarEvent | ContainerEvent): string | undefined {
    if (tagStart < 0) return undefined;
    const tag = this.#text.slice(tagStart, tagEnd);
    return tag === '!' ? 'str' : (/^(?:!!|!<tag:yaml\.org,2002:)(\w+)>?$/.exec(tag)?.[1] ?? tag);
  }
}

function merge({ container, merged }: Frame, value: unknown, offset: number): void {
  for (const source of Array.isArray(value) ? value : [value]) {
    if (typeof source !== 'object' || source === null || Array.isArray(source)) {
      throw new YamlProblem('<< takes an object or a list of objects', 'merge an object, or quote the key', offset);
    }
    for (const [key, item] of Object.entries(source)) {
      if (Object.hasOwn(container, key)) continue;
      set(container, key, item);
      merged.add(key);
    }
  }
}

// A key of any name is data: assigned as usual, `__proto__` would replace the prototype instead.
function set(container: object, key: string, value: unknown): void {
  if (key === '__proto__') {
    Object.defineProperty(container, key, { value, enumerable: true, configurable: true, writable: true });
  } else Object.assign(container, { [key]: value });
}

function wrongKey(offset: number): YamlProblem {
  return new YamlProblem('a key is a list, an object or null', 'write keys as texts', offset);
}
