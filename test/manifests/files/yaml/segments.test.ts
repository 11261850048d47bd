import { describe, expect, it } from 'vitest';
import { segments } from '../../../../manifests/files/yaml/segments';

function split(text: string) {
  const bytes = new TextEncoder().encode(text);
  return [...segments(bytes)].map(({ start, end, line, marker }) => [
    line,
    Buffer.from(bytes.subarray(start, end)).toString(),
    ...(marker === undefined ? [] : [marker]),
  ]);
}

describe('segments', () => {
  it.each<[string, string, [number, string, string?][]]>([
    ['nothing', '', []],
    ['comments alone', '# a\n\n# b\n', []],
    ['one document', 'a: 1\n', [[0, 'a: 1\n']]],
    ['a comment above the first marker', '# a\n---\na: 1\n', [[0, '# a\n---\na: 1\n']]],
    [
      'a marker with a comment',
      'a: 1\n--- # b\nb: 1',
      [
        [0, 'a: 1\n'],
        [1, '--- # b\nb: 1'],
      ],
    ],
    [
      'empty documents',
      '---\n---\na: 1\n---\n',
      [
        [0, '---\n'],
        [1, '---\na: 1\n'],
        [3, '---\n'],
      ],
    ],
    [
      'CRLF',
      'a: 1\r\n---\r\nb: 1\r\n',
      [
        [0, 'a: 1\r\n'],
        [1, '---\r\nb: 1\r\n'],
      ],
    ],
    ['a byte order mark', '\ufeff---\na: 1', [[0, '---\na: 1']]],
    [
      'an end marker',
      'a: 1\n...\n# c\n---\nb: 1\n...\n',
      [
        [0, 'a: 1\n...\n'],
        [2, '# c\n---\nb: 1\n...\n'],
      ],
    ],
    [
      'a bare document after an end marker',
      'a: 1\n...\nb: 1\n...\nc: 1\n---\nd: 1\n',
      [
        [0, 'a: 1\n...\n'],
        [2, 'b: 1\n...\n', 'behind'],
        [4, 'c: 1\n', 'behind'],
        [5, '---\nd: 1\n'],
      ],
    ],
    [
      'an end marker that ends nothing',
      '# a\n...\n...\n---\nb: 1\n...\n...\n# c\n',
      [
        [1, '...\n', 'first'],
        [3, '---\nb: 1\n...\n'],
      ],
    ],
    [
      'directives with their document',
      'a: 1\n...\n%YAML 1.1\n---\nb: 1',
      [
        [0, 'a: 1\n...\n'],
        [2, '%YAML 1.1\n---\nb: 1'],
      ],
    ],
    ['what only looks like a marker', 'a: |\n ---\n----\n---a\n', [[0, 'a: |\n ---\n----\n---a\n']]],
    [
      'a marker as the last three bytes',
      'a: 1\n---',
      [
        [0, 'a: 1\n'],
        [1, '---'],
      ],
    ],
  ])('takes %s apart', (_, text, expected) => {
    expect(split(text)).toEqual(expected);
  });
});
