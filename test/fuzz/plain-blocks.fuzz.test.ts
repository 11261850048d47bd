import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compose } from '../../manifests/files/yaml/compose';
import { readPlainBlocks } from '../../manifests/files/yaml/plain-blocks';
import { RULES } from '../../rules/expert';
import { fuzz } from './support';

// What is read without the parser is what the parser reads, without a remark.

const LINES = [
  'a: b',
  'a:',
  'b: 1',
  'c: "d"',
  "c: 'd e'",
  '- a',
  '- a: b',
  '-   c: d',
  '-',
  '- - x',
  '---',
  '...',
  '# note',
  'on: yes',
  'y: n',
  '1: 2',
  'constructor: 1',
  '__proto__: 2',
  'a.b/c-d: e f',
  'image: ghcr.io/a/b:17.7',
  'url: http://a.b/c',
  'size: 10Gi',
  'hash: a #b',
  'hash: a#b',
  'e: {}',
  'e: []',
  'e: {a: b}',
  'f: |',
  'g: &x 1',
  'h: *x',
  'i: !!str 1',
  'j: 0755',
  'k: .5',
  'l: .inf',
  'm: -1',
  'n: --flag',
  'o: a: b',
  'p: "a\\n"',
  "q: 'it''s'",
  '"r": s',
  '<<: t',
  '? u',
  '%YAML 1.2',
  'text that goes on',
];
const line = fc
  .tuple(
    fc.constantFrom(0, 0, 0, 1, 2, 2, 4, 6),
    fc.constantFrom(...LINES),
    fc.constantFrom('', '', '', ' ', '\t', '\r', 'é'),
  )
  .map(([indent, text, end]) => ' '.repeat(indent) + text + end);
const lines = fc.array(line, { minLength: 1, maxLength: 8 }).map((all) => all.join('\n'));

function agrees(text: string): boolean {
  const plain = readPlainBlocks(text);
  if (plain === undefined) return false;
  const { value, remarks } = compose(text);
  expect(remarks).toEqual([]);
  expect(value).toEqual(plain);
  // The order of keys, too.
  expect(JSON.stringify(value)).toBe(JSON.stringify(plain));
  return true;
}

fuzz('lines of any kind', lines, 3_000, (text) => void agrees(text));

const EXAMPLES = RULES.flatMap(({ wrong, right }) => [wrong, right]).flatMap((text) => text.split(/^---$/m));
const DIST = readdirSync('dist', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.yaml'))
  .flatMap((file) => readFileSync(join('dist', file), 'utf8').split(/^---$/m));

test('most of what synth has written is plain', () => {
  expect(DIST.filter(agrees).length).toBeGreaterThan(DIST.length / 2);
});

fuzz(
  'examples with a piece of something else in them',
  fc.tuple(
    fc.constantFrom(...EXAMPLES, ...DIST.filter(({ length }) => length < 1_000)),
    fc.nat(),
    fc.constantFrom(' ', '\n', '- ', ': ', '#', "'", '"', '\n- ', '{}', '|', ','),
  ),
  3_000,
  ([text, place, piece]) => void agrees(text.slice(0, place % text.length) + piece + text.slice(place % text.length)),
);
