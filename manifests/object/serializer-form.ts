/** A function of `cdk8s import`: `toJson_ClusterSpec`, or the static `manifest` of a class. */
export type Serializer = (given: never) => unknown;

/** A field of a generated type: its name in the manifest, and what becomes of its value. */
export interface Field {
  readonly key: string;
  readonly form: Form;
}

type Kind =
  /** It is passed on as it is. */
  | 'any'
  /** An object of one of several scalars, which is its `value`. */
  | 'union'
  /** An object with a `toISOString`. */
  | 'time'
  | 'list'
  | 'map'
  | 'object';

/**
 * What a generated serializer makes of a value. It is asked once for each field that is used, by handing it something that notes what is
 * read from it. What it would copy once a field can then be written by a table, and the table tells which names there are.
 */
export class Form {
  readonly is: Kind;
  /** The fields that are read, in the order in which they are written. */
  readonly names: readonly string[];
  readonly #ask: (value: unknown) => unknown;
  readonly #own: ReadonlySet<string>;
  readonly #fields = new Map<string, Field>();
  #item?: Form;

  /** @param ask - what the serializer makes of a value in this place */
  constructor(ask: (value: unknown) => unknown) {
    const probe = new Probe();
    const made = ask(probe.value);
    this.is = kindOf(made, probe);
    this.names = [...probe.read];
    this.#ask = ask;
    // The `manifest` of a class also writes its type.
    this.#own = new Set(this.is === 'object' ? Object.keys(ask({}) as object) : []);
  }

  /** Of an object: one of its {@link names}. */
  field(name: string): Field {
    const known = this.#fields.get(name);
    if (known !== undefined) return known;
    let key = name;
    const form = new Form((value) => {
      const [written] = Object.entries(this.#ask({ [name]: value }) as object).filter(([each]) => !this.#own.has(each));
      key = written?.[0] ?? key;
      return written?.[1];
    });
    const field = { key, form };
    this.#fields.set(name, field);
    return field;
  }

  /** Of a list or a map: what is in it. */
  get item(): Form {
    this.#item ??= new Form((value) =>
      this.is === 'list'
        ? (this.#ask([value]) as unknown[])[0]
        : (this.#ask({ [EACH]: value }) as Record<string, unknown>)[EACH],
    );
    return this.#item;
  }
}

const forms = new WeakMap<Serializer, Form>();

/** The form of what a generated serializer takes. */
export function formOf(serializer: Serializer): Form {
  const known = forms.get(serializer) ?? new Form((value) => serializer(value as never));
  forms.set(serializer, known);
  return known;
}

const EACH = '*';
const TIME = Symbol('toISOString()');

/** Stands for a value, and notes what is read from it. */
class Probe {
  readonly read = new Set<string>();
  isMap = false;
  scalar?: Probe;
  readonly value = new Proxy(
    {},
    {
      get: (_, name) => this.#get(String(name)),
      ownKeys: () => {
        this.isMap = true;
        return [];
      },
    },
  );

  #get(name: string): unknown {
    if (name === 'map') return () => [];
    this.read.add(name);
    if (name === 'toISOString') return () => TIME;
    if (name !== 'value') return undefined;
    this.scalar ??= new Probe();
    return this.scalar.value;
  }
}

function kindOf(made: unknown, probe: Probe): Kind {
  if (made === probe.value) return 'any';
  if (made === TIME) return 'time';
  if (Array.isArray(made)) return 'list';
  if (probe.scalar !== undefined && made === probe.scalar.value) return 'union';
  return probe.isMap ? 'map' : 'object';
}
