import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { print } from '../../../manifests/files/print';
import { read } from '../../../manifests/files/read';

const OBJECT = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n';

function findingsOf(input: string | Uint8Array) {
  return read(input, 'f.yaml').flatMap(({ findings = [] }) => findings);
}

function rulesOf(input: string | Uint8Array): string[] {
  return findingsOf(input).map(({ rule }) => rule);
}

function dataOf(text: string): unknown {
  return read(`${OBJECT}data:\n  k: ${text}\n`, 'f.yaml')[0]?.manifest?.data;
}

describe('read', () => {
  it('reads a stream of documents and counts the empty ones', () => {
    const documents = read(`# nothing\n---\n${OBJECT}---\n---\n# comment only\n---\n${OBJECT}...\n`, 'f.yaml');
    expect(documents.map(({ file, document, findings }) => [file, document, findings])).toEqual([
      ['f.yaml', 0, []],
      ['f.yaml', 3, []],
    ]);
  });

  it.each(['', '\n', '# comment\n', '---\n---\n', 'null', '\ufeff'])('finds nothing in %j', (text) => {
    expect(read(text, 'f.yaml')).toEqual([]);
  });

  it.each([
    ['JSON', '{\n\t"apiVersion": "v1",\n\t"kind": "A",\n\t"metadata": {"name": "a\\/b"}\n}'],
    ['JSON in bytes', Buffer.from('{"apiVersion":"v1","kind":"A","metadata":{"name":"a/b"}}')],
    ['a byte order mark and CRLF', '\ufeffapiVersion: v1\r\nkind: A\r\nmetadata:\r\n  name: a/b\r\n'],
    ['anchors and merge keys', 'x: &m {name: a/b}\napiVersion: v1\nkind: A\nmetadata: {<<: *m}\n'],
  ])('reads %s', (_, input) => {
    expect(read(input, 'f')[0]?.manifest).toMatchObject({ apiVersion: 'v1', kind: 'A', metadata: { name: 'a/b' } });
  });

  it('gives an object without metadata an empty one', () => {
    expect(read('apiVersion: v1\nkind: A\nmetadata:\n', 'f')[0]?.manifest?.metadata).toEqual({});
  });

  // What sigs.k8s.io/yaml 1.6, the reader of kubectl and the API server, makes of each.
  it.each<[string, unknown]>(
    Object.entries({
      ...Object.fromEntries(['on', 'yes', 'y', 'True'].map((text) => [text, true])),
      ...Object.fromEntries(['Off', 'n', 'N', 'FALSE'].map((text) => [text, false])),
      ...Object.fromEntries(['null', 'Null', '~', ''].map((text) => [text, null])),
      ...{
        '0755': 493,
        '0888': 888,
        '0o7': 7,
        '-0o7': -7,
        '0b11': 3,
        '0x1F': 31,
        '1_000': 1000,
        '+1': 1,
        '1_0.5': 10.5,
      },
      ...{
        '1e3': 1000,
        '1e+3': 1000,
        '1.': 1,
        '.5': 0.5,
        '1.5e3': 1500,
        '!!str 1': '1',
        '!!int "1"': 1,
        '!!float 1': 1,
        '0B1': 1,
        '0X1f': 31,
        '0O7': 7,
        '07_7': 63,
        '1._5': 1.5,
        '08.5': 8.5,
        '-1.': -1,
        '1e-3': 0.001,
        '1e3_': 1000,
        '!foo bar': 'bar',
      },
      ...Object.fromEntries(
        [
          '=',
          '12:30:45',
          '190:20:30.15',
          '1:2',
          'e0',
          '.e5',
          '.',
          '1.5e',
          '._1',
          '2001-01-01',
          '2001-12-14t21:59:43.10-05:00',
          '_1',
        ].map((text) => [text, text]),
      ),
    }),
  )('reads the plain scalar %j as kubectl does', (text, value) => {
    expect(dataOf(text)).toEqual({ k: value });
  });

  it('reads keys as texts', () => {
    expect(dataOf('{1: a, true: b, on: c, __proto__: d}')).toEqual({
      k: JSON.parse('{"1":"a","true":"c","__proto__":"d"}'),
    });
  });

  it.each<[string, string | Uint8Array, string]>([
    ['an open bracket', 'a: [1', 'yaml-syntax'],
    ['a tab as indentation', 'a:\n\tb: 1', 'yaml-syntax'],
    ['an unknown alias', 'a: *b', 'yaml-syntax'],
    ['a key that is a list', '? [a]\n: 1', 'yaml-syntax'],
    ['a key that is null', '~: 1', 'yaml-syntax'],
    ['infinity', 'a: .inf', 'yaml-syntax'],
    ['bytes that are no UTF-8', Buffer.from([0x61, 0xff, 0xfe]), 'yaml-syntax'],
    ['NUL', 'a: b\0', 'yaml-syntax'],
    ['very deep nesting', `a: ${'['.repeat(50_000)}`, 'yaml-syntax'],
    [
      'a bomb of aliases',
      `a: &a [x,x,x,x,x,x,x,x,x,x]\n${'bcdefg'.replace(/./g, (key, index) => `${key}: &${key} [${`*${'abcdef'[index]},`.repeat(9)}]\n`)}`,
      'yaml-syntax',
    ],
    ['more than 10 MB', `a: ${'x'.repeat(10_000_001)}`, 'document-too-large'],
    ['a text', 'hello', 'object-type'],
    ['a list', '- a', 'object-type'],
    ['an object without kind', 'apiVersion: v1', 'object-kind'],
    ['an object without apiVersion', 'kind: A', 'object-kind'],
    ['a kind that is not text', 'apiVersion: v1\nkind: 1', 'object-kind'],
    ['metadata that is not an object', 'apiVersion: v1\nkind: A\nmetadata: x', 'object-metadata'],
  ])('finds %s', (_, input, rule) => {
    const documents = read(input, 'f.yaml');
    expect(documents.map(({ manifest, file, document }) => [manifest, file, document])).toEqual([
      [undefined, 'f.yaml', 0],
    ]);
    expect(findingsOf(input)).toEqual([expect.objectContaining({ rule, layer: 'admission', severity: 'error' })]);
  });

  it('takes many documents that are large together', () => {
    const large = `${OBJECT}data: {k: ${'x'.repeat(6_000_000)}}\n`;
    expect(rulesOf(`${large}---\n${large}`)).toEqual([]);
  });

  it('judges the other documents of a broken stream', () => {
    const documents = read(`${OBJECT}---\na: [1\n---\n${OBJECT}`, 'f');
    expect(documents.map(({ manifest, document }) => [manifest?.kind, document])).toEqual([
      ['ConfigMap', 0],
      [undefined, 1],
      ['ConfigMap', 2],
    ]);
  });

  it('finds a key that is given twice, and still reads the object', () => {
    const [document] = read(`${OBJECT}spec:\n  list:\n  - {a: 1, b: 2}\n  - a: 1\n    c.d/e: 1\n    c.d/e: 2\n`, 'f');
    expect(document?.manifest?.kind).toBe('ConfigMap');
    expect(document?.findings).toEqual([
      expect.objectContaining({
        rule: 'duplicate-field',
        path: 'spec.list[1].c.d/e',
        message: 'c.d/e is given twice, again in line 9',
      }),
    ]);
  });

  it('takes lists apart, nested ones too', () => {
    const text = `apiVersion: v1\nkind: List\nitems:\n- ${OBJECT.replaceAll('\n', '\n  ')}\n- {apiVersion: v1, kind: ConfigMapList, items: [{apiVersion: v1, kind: B}, 1]}\n`;
    const documents = read(text, 'f');
    expect(documents.map(({ manifest, document }) => [manifest?.kind, document])).toEqual([
      ['ConfigMap', 0],
      ['B', 0],
      [undefined, 0],
    ]);
    expect(documents[0]?.locate?.()('metadata.name')).toEqual({ line: 6, column: 14 });
  });

  it.each<[string | null, number, number]>([
    [null, 2, 1],
    ['kind', 3, 1],
    ['spec.plugins[1].name', 9, 5],
    ['spec.plugins[1]', 8, 5],
    ['spec.plugins[1].parameters.missing', 10, 5],
    ['spec.plugins[7]', 6, 3],
    ['metadata.annotations.cnpg.io/reload', 4, 27],
    ['spec.nothing.at.all', 5, 1],
  ])('locates %s', (path, line, column) => {
    const text = `# comment
apiVersion: v1
kind: A
metadata: {annotations: { "cnpg.io/reload": "true", cnpg: 1 }}
spec:
  plugins:
  - name: a
  - enabled: true
    name: b
    parameters: {}
`;
    expect(read(text, 'f')[0]?.locate?.()(path)).toEqual({ line, column });
  });

  it('never throws', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.uint8Array()), (input) => Array.isArray(read(input, 'f'))));
  });

  it('reads back what we print', () => {
    const manifest = {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'a' },
      data: { jit: 'on', mode: '0755', at: '12:30:45', o: '0o7' },
    };
    expect(read(print([manifest, manifest]), 'f').map((document) => document.manifest)).toEqual([manifest, manifest]);
  });
});
