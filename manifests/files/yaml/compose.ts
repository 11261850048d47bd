import { EVENT_ID, type Event, getScalarValue, SCALAR_STYLE } from 'js-yaml';
import { Aliases } from './aliases';
import { checkEscapes } from './escapes';
import { readJson } from './json-text';
import { mergeInto, set, wrongMerge } from './merge';
import { offsetOf, parse } from './parse';
import { YamlProblem } from './problem';
import { plainValue, taggedValue } from './scalar';

/** A finding about a document that can be read. */
export interface Remark {
  readonly about: 'duplicate' | 'tag' | 'directive' | 'merge';
  /** The key, tag or directive. */
  readonly what: string;
  readonly path: string;
  readonly offset: number;
}

export interface Composed {
  readonly value: unknown;
  readonly remarks: readonly Remark[];
}

interface Frame {
  readonly container: unknown[] | Record<string, unknown>;
  readonly close: () => void;
  /** The state of a mapping between reading a key and reading its value, and the position of the key. */
  key?: string | typeof MERGE;
  keyOffset?: number;
  /** The mapping's own keys, without those from `<<`. */
  readonly own: Set<string>;
}

type ScalarEvent = Extract<Event, { type: typeof EVENT_ID.SCALAR }>;
type ContainerEvent = Extract<Event, { type: typeof EVENT_ID.MAPPING | typeof EVENT_ID.SEQUENCE }>;

const MERGE = Symbol('<<');
const SCALAR_TAGS = new Set(['str', 'null', 'bool', 'int', 'float', 'binary', 'timestamp']);

/**
 * Reads one document as kubectl does, in one pass; null for an empty one.
 * @throws YamlProblem
 */
export function compose(text: string): Composed {
  const json = readJson(text);
  try {
    return composed(text, json);
  } catch (error) {
    // JSON allows this and YAML does not. The depth has its own limit.
    if (json === undefined || (error instanceof YamlProblem && error.message.startsWith('it is nested'))) throw error;
    return { ...json, remarks: [] };
  }
}

function composed(text: string, json: { readonly value: unknown } | undefined): Composed {
  const { events, text: parsed, origin } = parse(text);
  const composer = new Composer(parsed, json !== undefined);
  try {
    for (const event of events) composer.take(event);
  } catch (error) {
    if (!(error instanceof YamlProblem)) throw error;
    throw new YamlProblem(error.message, error.fix, origin(error.offset));
  }
  const remarks = [...composer.remarks.values()].map((remark) => ({ ...remark, offset: origin(remark.offset) }));
  // Its strings are slices of the text, and would keep the whole text in memory.
  return { value: json === undefined ? structuredClone(composer.value) : json.value, remarks };
}

class Composer {
  value: unknown = null;
  readonly remarks = new Map<string, Remark>();
  readonly #aliases = new Aliases();
  readonly #frames: Frame[] = [];
  readonly #text: string;
  readonly #isJson: boolean;

  constructor(text: string, isJson: boolean) {
    this.#text = text;
    this.#isJson = isJson;
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
      case EVENT_ID.ALIAS: {
        const value = this.#aliases.resolve(this.#text.slice(event.anchorStart, event.anchorEnd), offset);
        // A list of objects to merge must be written in place, not given by an alias.
        if (this.#frames.at(-1)?.key === MERGE && Array.isArray(value)) throw wrongMerge(offset);
        this.#add(value, offset);
        break;
      }
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
    if (event.style === SCALAR_STYLE.DOUBLE_QUOTED && !this.#isJson) {
      checkEscapes(this.#text.slice(event.valueStart, event.valueEnd), event.valueStart);
    }
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
    this.#frames.push({ container, close, own: new Set() });
  }

  #add(value: unknown, offset: number): void {
    const frame = this.#frames.at(-1);
    if (frame === undefined) this.value = value;
    else if (Array.isArray(frame.container)) frame.container.push(value);
    else if (frame.key === undefined) {
      frame.key = value === MERGE ? MERGE : this.#key(frame, value, offset);
      frame.keyOffset = offset;
    } else {
      if (frame.key === MERGE) {
        const { container, own, keyOffset = 0 } = frame;
        for (const key of mergeInto(container, own, value, offset)) {
          this.#remark('merge', key, this.#below(key), keyOffset);
        }
      } else set(frame.container, frame.key, value);
      delete frame.key;
    }
  }

  #below(key: string): string {
    const parent = this.#path();
    return parent === '' ? key : `${parent}.${key}`;
  }

  #key({ own }: Frame, value: unknown, offset: number): string {
    if (value === null || typeof value === 'object') throw wrongKey(offset);
    const key = String(value);
    if (own.has(key)) this.#remark('duplicate', key, this.#below(key), offset);
    own.add(key);
    return key;
  }

  #awaitsKey(): boolean {
    const frame = this.#frames.at(-1);
    return frame !== undefined && !Array.isArray(frame.container) && frame.key === undefined;
  }

  /** Dotted path of the value being read, from the root. */
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

  /** One of YAML's own tags without its `!!`, any other as written; `!` alone means text. */
  #tag({ tagStart, tagEnd }: ScalarEvent | ContainerEvent): string | undefined {
    if (tagStart < 0) return undefined;
    const tag = this.#text.slice(tagStart, tagEnd);
    if (tag === '!!') throw new YamlProblem('!! names no type', 'remove the tag', tagStart);
    return tag === '!' ? 'str' : (/^(?:!!|!<tag:yaml\.org,2002:)(\w+)>?$/.exec(tag)?.[1] ?? tag);
  }
}

function wrongKey(offset: number): YamlProblem {
  return new YamlProblem('a key is a list, an object or null', 'write keys as texts', offset);
}
