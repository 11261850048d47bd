import { describe, expect, it } from 'vitest';
import { goPattern } from '../../../rules/admission/server/go-pattern';
import { isGoRegexp } from '../../../rules/admission/server/go-regexp';
import { parseGoBoolean, parseGoInteger, parsePostgresBoolean } from '../../../rules/admission/server/go-values';
import { tagOf, tagVersion } from '../../../rules/admission/webhook/image-tag';
import { parseJsonPatch } from '../../../rules/admission/webhook/json-patch';
import { pingerOf } from '../../../rules/admission/webhook/liveness-pinger';
import { postgresSize } from '../../../rules/admission/webhook/postgres-size';
import { tokenProblem, tokenUnreadable } from '../../../rules/admission/webhook/promotion-token';
import { bareQuantity, quantityOf, quantityText } from '../../../rules/admission/webhook/quantity';
import { isDateTime, isTargetTime, parseGoTime } from '../../../values/time/date-time';

const base64 = (text: string) => Buffer.from(text).toString('base64');

describe('isGoRegexp', () => {
  it.each([
    '^a$',
    '(a|b)*c+?',
    '[a-z]{2,5}',
    '(?i)x',
    '(?P<a>x)',
    '(?<a>x)',
    '\\Qa(b\\E',
    '\\Qa(b',
    '[[:alpha:]]',
    '[^]a]',
    '[]a]',
    '\\p{Greek}\\pL\\pz',
    'a{1000}',
    '(a{10}){100}',
    'x{,5}',
    '{',
    '}',
    'a{1',
    '\\x{41}\\x41\\101',
    '(?s-i:a)',
    '[a\\]b-]',
    '()',
    '()*',
    '(|a)*',
    '^*',
    'a(?i)*',
    '\\_',
    'é+',
    'a{0}',
    'a{2,}',
    '[\\d-z]',
    '[é-ü]',
    '',
  ])('takes %s', (pattern) => {
    expect(isGoRegexp(pattern)).toBe(true);
  });

  it.each([
    '(',
    ')',
    '[',
    '[]',
    '[^]',
    '*',
    'a|*',
    '(*)',
    'a**',
    'a*??',
    'a{2}{3}',
    'a{1001}',
    'a{2,1}',
    '(a{11}){100}',
    '(?=a)',
    '(?<=a)',
    '(?P<a>x)(?P<a>y)',
    '(?P<>a)',
    '(?-)',
    '(?',
    '\\',
    '\\Z',
    '\\C',
    '\\1',
    '\\8',
    '\\E',
    '\\é',
    '[z-a]',
    '[a-\\d]',
    '[[:foo:]]',
    '\\p{Grek}',
    '\\p{Nope}',
    '(?i)*',
    '\\x{110000}',
    '('.repeat(2000) + ')'.repeat(2000),
  ])('refuses %s', (pattern) => {
    expect(isGoRegexp(pattern)).toBe(false);
  });
});

describe('times', () => {
  it.each([
    ['2026-01-31 10:11:12', true],
    ['2026-01-31 10:11:12.123456+02:00', true],
    ['2026-01-31', true],
    ['2026-13-45 99:99:99', true],
    ['0044-03-15 BC', true],
    ['2026-01-31T10:11:12', true],
    ['2026-01-31T10:11:12.5+02:00', true],
    ['2026-02-30T10:11:12Z', false],
    ['2026-01-31 10:11', false],
    ['2026-1-31', false],
    ['', false],
    ['now', false],
  ])('isTargetTime(%s) is %s', (text, expected) => {
    expect(isTargetTime(text)).toBe(expected);
  });

  it.each([
    ['1970-01-01T00:00:10Z', 10],
    ['1970-01-01T02:00:00+02:00', 0],
    ['1970-01-01T0:00:01Z', 1],
    ['2026-02-29T00:00:00Z', undefined],
    ['2026-01-31T24:00:00Z', undefined],
    ['2026-01-31t00:00:00z', undefined],
  ])('parseGoTime(%s) is %s', (text, expected) => {
    expect(parseGoTime(text)).toBe(expected);
  });

  it.each([
    ['2026-01-31t10:11:12z', true],
    ['2026-01-31T10:11:12+02:00', true],
    ['2026-01-31T25:11:12Z', false],
    ['2026-01-31', false],
  ])('isDateTime(%s) is %s', (text, expected) => {
    expect(isDateTime(text)).toBe(expected);
  });
});

describe('values', () => {
  it.each([
    ['postgres', 'latest', undefined],
    ['localhost:5000/p', 'latest', undefined],
    ['ghcr.io/a/b:17.7-x', '17.7-x', 17],
    ['a:18beta1@sha256:ab', '18beta1', 18],
    ['a@sha256:ab', '', undefined],
    ['a:17.', '17.', undefined],
    ['a:99999999999999999999', '99999999999999999999', undefined],
  ])('the tag of %s is %s', (image, tag, major) => {
    expect([tagOf(image), tagVersion(tagOf(image))?.major]).toEqual([tag, major]);
  });

  it.each([
    ['1GB', 1024n ** 3n],
    ['1 kB', 1024n],
    ['16384', 16384n * 1024n ** 2n],
    ['512B', 512n],
    ['1.5GB', 1536n * 1024n ** 2n],
    ['1gb', undefined],
    ['1GB ', undefined],
    ['1Gi', undefined],
    ['EB', undefined],
  ])('postgresSize(%s) is %s', (text, bytes) => {
    expect(postgresSize(text)?.value).toBe(bytes);
  });

  it.each([
    ['10Gi', true],
    ['1.5', true],
    ['.', true],
    ['1e400', true],
    ['10GB', false],
    [' 1Gi', false],
    ['', false],
  ])('a size that is %j: %s', (text, expected) => {
    expect(bareQuantity(text) !== undefined).toBe(expected);
  });

  it('reads booleans and integers of Go and PostgreSQL', () => {
    expect(['1', 'T', 'False', 'yes', 'tRue'].map(parseGoBoolean)).toEqual([true, true, false, undefined, undefined]);
    expect(['YES', 'of', 'o', '', '0'].map(parsePostgresBoolean)).toEqual([true, false, undefined, undefined, false]);
    expect(['+5', '-1', '1.0', '9223372036854775808', ''].map(parseGoInteger)).toEqual([
      5n,
      -1n,
      undefined,
      undefined,
      undefined,
    ]);
  });

  it.each([
    ['[]', undefined],
    ['null', undefined],
    ['[{"op":"add","path":"/a","value":null}]', undefined],
    ['{}', 'is not a list of operations'],
    ['x', 'is not JSON'],
    ['[{"op":"add","path":"/a"}]', 'operation 0 (add) has no value'],
    ['[{"op":"move","path":"/a"}]', 'operation 0 (move) has no from'],
    ['[{"op":"turn","path":"/a"}]', 'operation 0 has the op "turn", which does not exist'],
    ['[{"op":"remove"}]', 'operation 0 has no path'],
  ])('parseJsonPatch(%s) says %s', (text, problem) => {
    expect(parseJsonPatch(text)).toBe(problem);
  });

  it('reads the annotation for the pinger', () => {
    expect(pingerOf('{"Enabled":false}')).toEqual({ enabled: false, requestTimeout: 1000, connectionTimeout: 1000 });
    expect(pingerOf('{"enabled":true,"requestTimeout":5}')).toMatchObject({ requestTimeout: 5 });
    expect(pingerOf('null')).toBe('has no enabled');
    expect(pingerOf('{"enabled":true,"requestTimeout":"5"}')).toBe('has a timeout that is not an integer');
  });

  it('reads promotion tokens', () => {
    expect(tokenUnreadable('*')).toBe('is not base64');
    expect(tokenUnreadable(base64('[]'))).toBe('does not contain a JSON object');
    expect(tokenUnreadable(base64('{"redoWalFile":1}'))).toBe('holds a redoWalFile that is not a string');
    expect(tokenUnreadable(base64('{}'))).toBeUndefined();
    expect(tokenProblem(base64('{"redoWalFile":"a"}'))).not.toContain('redoWalFile');
  });
});

describe('quantityText', () => {
  it.each([
    ['1024Mi', '1Gi'],
    ['2000m', '2'],
    ['1000', '1k'],
    ['0.125', '125m'],
    ['1.500', '1.500'],
    ['1.50', '1500m'],
    ['5.', '5.'],
    ['0500', '0500'],
    ['+5', '+5'],
    ['12E3', '12E3'],
    ['1e1', '10'],
    ['0.1Gi', '107374182400m'],
    ['0Gi', '0'],
    [1.5, '1500m'],
    [2, '2'],
    ['515Ei', '9223372036854775807'],
    ['x', undefined],
  ])('%s is written back as %s', (given, written) => {
    expect(quantityText(given)).toBe(written);
  });
});

// As Go trims the JSON text: a line break is an escape there, and stays.
describe('white space around a quantity', () => {
  it.each(['1Gi\n', '\n1Gi', '1Gi\t', '\r1Gi', '1Gi\v', '1Gi\f', '\ufeff1Gi', '1 Gi'])('%j is none', (text) => {
    expect(quantityOf(text)).toBeUndefined();
  });

  it.each([' 1Gi ', '1Gi\u0085', '\u00a01Gi', '1Gi\u2003'])('%j is one', (text) => {
    expect(quantityOf(text)?.toString()).toBe('1Gi');
    expect(bareQuantity(text)).toBeUndefined();
  });
});

// Asked of the API server in test/apiserver.
describe('goPattern', () => {
  it.each([
    ['^.$', '\r', true],
    ['^.$', '\n', false],
    ['^.$', '\u{1f600}', true],
    ['(?s)^.$', '\n', true],
    ['^\\s$', '\u00a0', false],
    ['^\\s$', '\v', false],
    ['^[^\\s]$', '\u00a0', true],
    ['^\\S$', '\u2003', true],
    ['^a$', 'a\n', false],
    ['^[.]\\.$', '..', true],
    ['^a\\_[\\-.]\\@$', 'a_-@', true],
    ['\\Aa\\z', 'a', true],
  ])('%j: %j is %s', (pattern, text, matches) => {
    expect(goPattern(pattern).test(text)).toBe(matches);
  });
});
