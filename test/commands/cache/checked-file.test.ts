import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readChecked, writeChecked } from '../../../commands/cache/checked-file';
import { temporaryFolder } from '../../manifests/support/folder';

test('what was written is read as it was, lists of any length included', () => {
  const file = join(temporaryFolder(), 'run.json');
  const long = Array.from({ length: 2_500 }, (_, i) => ({ path: `app-${i}`, text: 'ü' }));
  fc.assert(
    fc.property(
      fc.dictionary(fc.string(), fc.jsonValue()),
      fc.constantFrom(0, 1, 999, 1_000, 1_001, 2_500),
      (some, count) => {
        const value = { ...some, long: long.slice(0, count), none: [] };
        writeChecked(file, value);
        expect(readChecked(file)).toEqual(JSON.parse(JSON.stringify(value)));
      },
    ),
    { numRuns: 50 },
  );
});

test('what is cut off or changed is nothing', () => {
  const file = join(temporaryFolder(), 'run.json');
  writeChecked(file, { one: 1, list: ['a', 'b'] });
  const text = readFileSync(file, 'utf8');
  for (const other of [text.slice(0, -1), text.replace('"a"', '"c"'), `${text} `, '']) {
    writeFileSync(file, other);
    expect(readChecked(file)).toBeUndefined();
  }
  writeFileSync(file, text);
  expect(readChecked(file)).toEqual({ one: 1, list: ['a', 'b'] });
});
