import { expect, it } from 'vitest';
import { chartFor, installedBy } from '../../../values/cnpg/chart-versions';

it.each([
  ['cloudnative-pg', '0.27.0', '1.28.0'],
  ['cloudnative-pg', 'v0.27.0', '1.28.0'],
  ['cloudnative-pg', '0.28.2', '1.29.1'],
  // Published nineteen days before 1.29.2.
  ['cloudnative-pg', '0.28.3', '1.29.1'],
  ['plugin-barman-cloud', '0.5.0', '0.11.0'],
  ['plugin-barman-cloud', '0.7.1', '0.14.0'],
  ['cloudnative-pg', '9.9.9', undefined],
  ['cloudnative-pg', undefined, undefined],
  ['cloudnative-pg', '__proto__', undefined],
  ['cloudnative-pg', 'constructor', undefined],
  ['__proto__', 'toString', undefined],
])('chart %s %s installs %s', (chart, revision, version) => expect(installedBy(chart, revision)).toBe(version));

it.each([
  ['cloudnative-pg', '1.28.0', '0.27.0'],
  ['cloudnative-pg', '1.30.0', '0.29.0'],
  ['plugin-barman-cloud', '0.11.0', '0.5.0'],
  ['plugin-barman-cloud', 'v0.14.0', '0.7.1'],
])('chart %s of %s is %s', (chart, version, expected) => expect(chartFor(chart, version)).toBe(expected));

it.each([
  ['cloudnative-pg', '1.28.4', 'chart cloudnative-pg: no known one installs 1.28.4; known are 1.28.0'],
  ['constructor', '1.28.0', 'chart constructor: no known one installs 1.28.0; known are none'],
])('chart %s of %s is refused', (chart, version, message) => {
  expect(() => chartFor(chart, version)).toThrow(message);
});
