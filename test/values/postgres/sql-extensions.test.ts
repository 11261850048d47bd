import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createdExtensions } from '../../../values/postgres/sql-extensions';
import { isDoneWithin } from '../../support/cpu-time';

test.each([
  ['CREATE EXTENSION citext;', ['citext']],
  ['create  extension\nif not exists "uuid-ossp" WITH SCHEMA public', ['uuid-ossp']],
  ['CREATE EXTENSION Hstore; CREATE EXTENSION hstore', ['hstore']],
  ['/* first */ CREATE EXTENSION a; -- CREATE EXTENSION b\nCREATE EXTENSION c', ['a', 'c']],
  ["SELECT 'CREATE EXTENSION a'; CREATE EXTENSION b", ['b']],
  ["SELECT 'it''s'; CREATE EXTENSION b", ['b']],
  ['DO $x$ BEGIN CREATE EXTENSION a; END $x$; CREATE EXTENSION b', ['b']],
  ['CREATE EXTENSION a; /* CREATE EXTENSION b', ['a']],
  ['DROP EXTENSION a; ALTER EXTENSION b UPDATE; COMMENT ON EXTENSION c IS NULL', []],
  ['', []],
])('%s', (sql, names) => {
  expect(createdExtensions(sql)).toEqual(names);
});

test('any text is read, and soon', () => {
  const words = fc.constantFrom('--', '/*', '*/', "'", '$a$', '$$', 'create ', 'extension ', 'x', '\n', '"');
  fc.assert(
    fc.property(fc.array(words, { maxLength: 200 }), (parts) => {
      expect(Array.isArray(createdExtensions(parts.join('')))).toBe(true);
    }),
  );
  const readAll = () => {
    createdExtensions(`extension ${'create '.repeat(50_000)}${'/*$a$'.repeat(50_000)}`);
    createdExtensions(`extension ${"$a$'".repeat(50_000)}`);
  };
  expect(isDoneWithin(2_000, readAll)).toBe(true);
});
