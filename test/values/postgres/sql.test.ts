import fc from 'fast-check';
import type { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dollarQuote, quoteArray, quoteIdentifier, quoteLiteral, quoteQualified } from '../../../values/postgres/sql';
import { InvalidValueError } from '../../../values/text/invalid-value';
import { TestPostgres } from '../../support/postgres';

const HALF_PAIR = '\ud83d';

describe('quoteIdentifier', () => {
  it.each([
    ['patients', '"patients"'],
    ['Two Words', '"Two Words"'],
    ['select', '"select"'],
    ['a"b', '"a""b"'],
    ['"', '""""'],
    ['x"; DROP TABLE y; --', '"x""; DROP TABLE y; --"'],
    ["it's", '"it\'s"'],
    ['a\\b\n$1', '"a\\b\n$1"'],
    ['a.b', '"a.b"'],
    ['ä'.repeat(31), `"${'ä'.repeat(31)}"`],
    ['"'.repeat(63), `"${'"'.repeat(126)}"`],
  ])('%j becomes %j', (name, quoted) => {
    expect(quoteIdentifier(name)).toBe(quoted);
  });

  it.each([
    ['', 'is empty'],
    ['a\0b', 'zero character'],
    ['a'.repeat(64), '64 bytes'],
    ['ä'.repeat(32), '64 bytes'],
    [HALF_PAIR, 'surrogate'],
  ])('%j is refused', (name, problem) => {
    expect(() => quoteIdentifier(name)).toThrow(InvalidValueError);
    expect(() => quoteIdentifier(name)).toThrow(problem);
  });

  it('quotes the parts of a qualified name by themselves', () => {
    expect(quoteQualified('a.b', 'c"d')).toBe('"a.b"."c""d"');
    expect(() => quoteQualified('a', '')).toThrow('is empty');
  });
});

describe('quoteLiteral', () => {
  it.each([
    ['', "''"],
    ['plain', "'plain'"],
    ["it's", "'it''s'"],
    ['a\\', "E'a\\\\'"],
    ["\\'; --", "E'\\\\''; --'"],
    ['a\nb', "'a\nb'"],
    ['$$ :name :1', "'$$ :name :1'"],
  ])('%j becomes %j', (text, quoted) => {
    expect(quoteLiteral(text)).toBe(quoted);
  });

  it.each([['a\0'], [HALF_PAIR]])('%j is refused', (text) => {
    expect(() => quoteLiteral(text)).toThrow(InvalidValueError);
    expect(() => dollarQuote(text)).toThrow(InvalidValueError);
    expect(() => quoteArray([text], 'text')).toThrow(InvalidValueError);
  });

  it('makes arrays', () => {
    expect(quoteArray(['a', "b'"], 'name')).toBe("ARRAY['a', 'b''']::pg_catalog.name[]");
    expect(quoteArray([], 'text')).toBe('ARRAY[]::pg_catalog.text[]');
  });
});

describe('dollarQuote', () => {
  it.each([
    ['', '$body$$body$'],
    ['SELECT 1', '$body$SELECT 1$body$'],
    ['$$', '$body$$$$body$'],
    ['a $body$ b', '$body1$a $body$ b$body1$'],
    ['$body$ $body1$', '$body2$$body$ $body1$$body2$'],
    // The end of the text and the beginning of the tag would be the tag.
    ['a $body', '$body1$a $body$body1$'],
    ['$x$body$', '$body1$$x$body$$body1$'],
  ])('%j becomes %j', (text, quoted) => {
    expect(dollarQuote(text)).toBe(quoted);
  });
});

// Texts made of what ends, escapes and interpolates in SQL, and anything else.
const piece = fc.oneof(
  fc.constantFrom("'", '"', '\\', '$', '$$', '$body$', '$body', 'body$', '$body1$', '$x', ';', '--', '/*', '*/', '\n'),
  fc.constantFrom(
    '\r',
    '\t',
    '%',
    ':',
    ':a',
    '{',
    'E',
    "E'",
    'U&',
    '\\u0041',
    '\\x27',
    '\u00a0',
    '\u2028',
    '\ufeff',
    '😀',
  ),
  fc.string({ unit: 'binary', maxLength: 4 }),
);
const text = fc
  .array(piece, { maxLength: 12 })
  .map((pieces) => pieces.join('').replaceAll('\0', ''))
  .filter((joined) => !/\p{Surrogate}/u.test(joined));
const name = text.filter((given) => given !== '' && Buffer.byteLength(given) <= 63);

describe('PostgreSQL reads back what was quoted', () => {
  let postgres: TestPostgres;
  let client: Client;
  beforeAll(async () => {
    postgres = await TestPostgres.start();
    client = await postgres.connect();
  });
  afterAll(() => postgres.stop());

  const value = async (expression: string): Promise<unknown> => {
    // Simple protocol: an escape from the quotes would run a second statement, and its result would make this an array.
    const result = await client.query(`SELECT ${expression} AS value`);
    expect(result).not.toBeInstanceOf(Array);
    return result.rows[0]?.value;
  };

  it.each(['on', 'off'])('with standard_conforming_strings %s', async (setting) => {
    await client.query(`SET standard_conforming_strings = ${setting}; SET escape_string_warning = off`);
    await fc.assert(
      fc.asyncProperty(text, async (given) => {
        expect(await value(quoteLiteral(given))).toBe(given);
        expect(await value(dollarQuote(given))).toBe(given);
        expect(await value(quoteArray([given, 'b'], 'text'))).toEqual([given, 'b']);
      }),
      { numRuns: 500, seed: 42 },
    );
    await client.query('RESET ALL');
  });

  it('as names of columns and tables', async () => {
    await fc.assert(
      fc.asyncProperty(name, async (given) => {
        const { fields } = await client.query(`SELECT 1 AS ${quoteIdentifier(given)}`);
        expect(fields.map((field) => field.name)).toEqual([given]);
      }),
      { numRuns: 500, seed: 42 },
    );
    const hostile = 'x"; DROP TABLE pg_class; --';
    await client.query(`CREATE SCHEMA ${quoteIdentifier(hostile)}`);
    await client.query(`CREATE TABLE ${quoteQualified(hostile, hostile)} (${quoteIdentifier(hostile)} int)`);
    const { rows } = await client.query(
      'SELECT table_schema, table_name, column_name FROM information_schema.columns WHERE table_schema = $1',
      [hostile],
    );
    expect(rows).toEqual([{ table_schema: hostile, table_name: hostile, column_name: hostile }]);
  });

  it('as the body of a function that holds dollar quotes itself', async () => {
    const inner = dollarQuote("it's $body$ inside");
    await client.query(`CREATE FUNCTION quoted() RETURNS text LANGUAGE sql AS ${dollarQuote(`SELECT ${inner}`)}`);
    expect(await value('quoted()')).toBe("it's $body$ inside");
  });
});
