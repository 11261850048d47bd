import { expect, test } from 'vitest';
import { read } from '../../../../manifests/files/read';
import { recorded } from './kubectl';

// What no one means: kubectl goes on with what is left, and this project does not.
const ONLY_HERE = ['duplicate-field', 'yaml-document-end'];
// A comment without white space before it, an escaped apostrophe, JSON objects without --- between them, a byte order mark in the middle.
const STRICTER = [/"#b\n$/, /"\\'"\n$/, /\}\n\{/, /.\ufeffapi/s];

// A line of nothing but a tab.
const TAKEN = /\n\t\n/;

const cases = recorded().filter(({ text }) => ![...STRICTER, TAKEN].some((form) => form.test(text)));

test('what is left out is refused here, whatever kubectl says', () => {
  const stricter = recorded().filter(({ text }) => STRICTER.some((form) => form.test(text)));
  expect(stricter).toHaveLength(STRICTER.length);
  for (const { text } of stricter) expect(read(text, 'f').some(({ manifest }) => manifest === undefined)).toBe(true);
});

test.each(cases.map((each) => [JSON.stringify(each.text.slice(-60)), each] as const))(
  '%s is read as kubectl reads it',
  (_, { text, objects }) => {
    const documents = read(text, 'f');
    const refused = documents.flatMap(({ findings = [] }) => findings).filter(({ severity }) => severity === 'error');
    if (objects === undefined) expect(refused).not.toEqual([]);
    else {
      expect(documents.flatMap(({ manifest }) => manifest ?? [])).toEqual(objects);
      expect(refused.filter(({ rule }) => !ONLY_HERE.includes(rule))).toEqual([]);
    }
  },
);
