import fc from 'fast-check';

// Objects that were right, with things in them that no author of a rule has thought of.

const STRANGE: readonly unknown[] = [
  null,
  true,
  false,
  0,
  -1,
  1.5,
  1e21,
  2 ** 53,
  '',
  ' ',
  '0',
  '-1',
  'x',
  'null',
  'on',
  '10Gi',
  '1h',
  '17',
  '18.1',
  'a/b',
  'a,b',
  '*',
  '\0',
  '\u001b[31m',
  '\u202e',
  '\ud83d',
  '__proto__',
  'constructor',
  '9'.repeat(600),
  'a'.repeat(300),
  '2026-01-01T00:00:00Z',
  '0 0 2 * * *',
  'postgres:17',
  's3://a/b',
  'postgresql://a@b/c',
  '{"a":1}',
  '$(A)',
  '{{ .a }}',
  [],
  {},
  [[]],
  [null],
  [{}],
  [''],
  [0],
  { name: null },
  { name: 'x' },
  { '': '' },
  { a: { b: { c: [] } } },
  JSON.parse('{"__proto__": {"polluted": true}, "constructor": {"prototype": 1}}'),
];
const KEYS = [
  '__proto__',
  'constructor',
  'toString',
  'name',
  'spec',
  'items',
  'value',
  'kind',
  '',
  ' ',
  '0',
  'a.b/c',
  '\u001b',
  'length',
];

type Edit =
  | { readonly how: 'replace' | 'put' | 'push'; readonly at: number; readonly key: string; readonly value: unknown }
  | { readonly how: 'remove' | 'twice' | 'wrap' | 'spell'; readonly at: number };

const at = fc.nat();
const value = fc.oneof(
  fc.constantFrom(...STRANGE),
  fc.jsonValue({ maxDepth: 2 }),
  fc.string({ unit: 'binary', maxLength: 6 }),
);
const edit: fc.Arbitrary<Edit> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ how: fc.constant('replace' as const), at, key: fc.constant(''), value }) },
  fc.record({ how: fc.constantFrom('put' as const, 'push' as const), at, key: fc.constantFrom(...KEYS), value }),
  fc.record({ how: fc.constantFrom('remove' as const, 'twice' as const, 'wrap' as const, 'spell' as const), at }),
);

/** One of the values with up to six edits anywhere in it. */
export function mutated(originals: readonly unknown[]): fc.Arbitrary<unknown> {
  return fc.tuple(fc.nat(originals.length - 1), fc.array(edit, { maxLength: 6 })).map(([index, edits]) => {
    const root = { it: structuredClone(originals[index]) };
    for (const change of edits) apply(root, change);
    return root.it;
  });
}

type Holder = Record<string, unknown>;

function apply(root: Holder, change: Edit): void {
  const places: [holder: Holder, key: string][] = [];
  const visit = (holder: Holder) => {
    for (const [key, child] of Object.entries(holder)) {
      places.push([holder, key]);
      if (typeof child === 'object' && child !== null) visit(child as Holder);
    }
  };
  visit(root);
  const [holder, key] = places[change.at % places.length] ?? [root, 'it'];
  const here = holder[key];
  const set = (target: object, name: string, given: unknown) =>
    Object.defineProperty(target, name, { value: given, enumerable: true, configurable: true, writable: true });
  switch (change.how) {
    case 'replace':
      return void set(holder, key, structuredClone(change.value));
    case 'put':
      if (typeof here === 'object' && here !== null && !Array.isArray(here))
        set(here, change.key, structuredClone(change.value));
      return;
    case 'push':
      if (Array.isArray(here)) here.splice(change.at % (here.length + 1), 0, structuredClone(change.value));
      return;
    case 'remove':
      if (holder !== root) Array.isArray(holder) ? holder.splice(Number(key), 1) : delete holder[key];
      return;
    case 'twice':
      if (Array.isArray(here)) here.push(...structuredClone(here));
      return;
    case 'wrap':
      return void set(holder, key, [here]);
    case 'spell':
      if (typeof here !== 'object')
        set(holder, key, typeof here === 'string' ? Number(here) || here.toUpperCase() : String(here));
  }
}
