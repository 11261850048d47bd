import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { read } from '../../../manifests/files/read';
import { judge } from '../../../rules/engine/judge';
import { DEFAULT_TARGET } from '../../../values/cnpg/target';
import { isDoneWithin } from '../../support/cpu-time';

// Input that is malicious or broken: a clear finding in bounded time, never a crash.

const CLUSTER = `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: db, namespace: shop, labels: &labels {app: shop}}
spec:
  instances: 3
  storage: {size: 10Gi}
  postgresql:
    parameters: {max_connections: "100", work_mem: "4MB"}
  bootstrap:
    initdb: {database: app, owner: app}
  inheritedMetadata: {labels: *labels}
`;
const NOW = new Date('2026-07-15T00:00:00Z');
const repeat = (count: number, line: (index: number) => string) =>
  Array.from({ length: count }, (_, i) => line(i)).join('\n');

function judged(input: string | Uint8Array) {
  const documents = read(input, 'f.yaml');
  for (const { locate } of documents) locate?.()('spec.instances');
  return judge(documents, { target: DEFAULT_TARGET, now: NOW });
}

describe('hostile input', () => {
  it.each<[string, string, string | undefined]>([
    ['a million brackets', '['.repeat(1_000_000), 'yaml-syntax'],
    ['a million dashes', '- '.repeat(1_000_000), 'yaml-syntax'],
    ['a hundred thousand question marks', '? '.repeat(100_000), 'yaml-syntax'],
    ['as many objects in objects', '{a: '.repeat(100_000), 'yaml-syntax'],
    ['a quote that never ends', `a: "${'x\n'.repeat(500_000)}`, 'yaml-syntax'],
    ['nesting just below the limit', `${'['.repeat(490)}${']'.repeat(490)}`, 'object-type'],
    ['200,000 keys of one object', repeat(200_000, (i) => `k${i}: v`), 'object-kind'],
    ['one key 200,000 times', repeat(200_000, () => 'k: v'), 'duplicate-field'],
    ['50,000 anchors and aliases', repeat(50_000, (i) => `k${i}: &a${i} x\nz${i}: *a${i}`), 'object-kind'],
    ['50,000 merges', `a: &a {x: 1}\n${repeat(50_000, (i) => `k${i}: {<<: *a}`)}`, 'object-kind'],
    ['nine million blank lines', '\n'.repeat(9_000_000), undefined],
    ['a text of 9 MB', `a: ${'x'.repeat(9_000_000)}`, 'object-kind'],
    ['a text of 11 MB', `a: ${'x'.repeat(11_000_000)}`, 'document-too-large'],
    ['a list that is 11 MB', repeat(1_500_000, (i) => `- ${i}`), 'document-too-large'],
    ['ten thousand directives', `${'%YAML 1.1\n'.repeat(10_000)}---\n`, 'yaml-syntax'],
  ])('%s', (_, text, rule) => {
    const rules = new Set<string>();
    const judge = () => {
      for (const violation of judged(text)) rules.add(violation.rule);
    };
    expect(isDoneWithin(10_000, judge)).toBe(true);
    expect([...rules]).toEqual(rule === undefined ? [] : expect.arrayContaining([rule]));
  });

  it.each<[string, Uint8Array, RegExp]>([
    ['a gzip header', Buffer.from('1f8b0800000000000003cb48cdc9c9070086a6103605000000', 'hex'), /not UTF-8 text/],
    ['UTF-16', Buffer.from('\ufeffkind: A\n', 'utf16le'), /UTF-16/],
    ['Latin 1', Buffer.from('kind: Caf\u00e9\n', 'latin1'), /not UTF-8 text/],
    ['NUL', Buffer.from('kind: A\0\n'), /not UTF-8 text/],
  ])('names %s', (_, bytes, message) => {
    expect(read(bytes, 'f')).toEqual([
      expect.objectContaining({
        findings: [expect.objectContaining({ rule: 'yaml-syntax', message: expect.stringMatching(message) })],
      }),
    ]);
  });

  it('spoils no other document of its stream', () => {
    const bytes = Buffer.concat([
      Buffer.from(`${CLUSTER}---\n`),
      Buffer.from([0xff, 0x0a]),
      Buffer.from(`---\n${CLUSTER}`),
    ]);
    expect(read(bytes, 'f').map(({ manifest, document }) => [manifest?.kind, document])).toEqual([
      ['Cluster', 0],
      [undefined, 1],
      ['Cluster', 2],
    ]);
  });

  it('says where a document that cannot be read is wrong, counted from the start of the file', () => {
    const [, broken] = read(`${CLUSTER}---\na: 1\nb: [1\nc: 2\n`, 'f');
    expect(broken?.locate?.()(null)).toEqual({ line: 15, column: 2 });
  });
});

describe('fuzz', () => {
  it('any bytes are answered', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        judged(bytes);
      }),
      { numRuns: 300 },
    );
  });

  it('YAML with anything put anywhere is answered', () => {
    const pieces = [
      '\n',
      ' ',
      '- ',
      ': ',
      '? ',
      '{',
      '}',
      '[',
      ']',
      '&a ',
      '*a',
      '!!int ',
      '!x ',
      '"',
      "'",
      '|',
      '>',
      '#',
      '%',
      '\t',
      '---\n',
      '...\n',
      '<<: ',
      '~',
      '1e9',
      '\r',
      '\ufeff',
      '\u2028',
      '__proto__',
      'null',
      '@',
      '`',
    ];
    const edit = fc.record({
      at: fc.nat(CLUSTER.length),
      drop: fc.nat(8),
      put: fc.array(fc.oneof(fc.constantFrom(...pieces), fc.string({ maxLength: 4 })), { maxLength: 3 }),
    });
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 6 }), (edits) => {
        const text = edits.reduce(
          (yaml, { at, drop, put }) => yaml.slice(0, at) + put.join('') + yaml.slice(at + drop),
          CLUSTER,
        );
        const failed = judged(text).filter(({ rule }) => rule === 'rule-failed');
        expect(failed).toEqual([]);
      }),
      { numRuns: 400 },
    );
  });
});
