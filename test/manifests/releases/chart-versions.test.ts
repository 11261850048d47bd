import { expect, it } from 'vitest';
import { installedBy } from '../../../manifests/releases/chart-versions';

it.each([
  ['cloudnative-pg', '0.27.0', '1.28.0'],
  ['cloudnative-pg', 'v0.27.0', '1.28.0'],
  ['cloudnative-pg', '0.28.2', '1.29.1'],
  // Published nineteen days before 1.29.2.
  ['cloudnative-pg', '0.28.3', '1.29.1'],
  ['cloudnative-pg', '0.29.0', '1.30.0'],
  ['plugin-barman-cloud', '0.5.0', '0.11.0'],
  ['plugin-barman-cloud', '0.7.1', '0.14.0'],
  ['cloudnative-pg', '9.9.9', undefined],
  ['cloudnative-pg', undefined, undefined],
  ['cloudnative-pg', '__proto__', undefined],
  ['cloudnative-pg', 'constructor', undefined],
  ['__proto__', 'toString', undefined],
])('chart %s %s installs %s', (chart, revision, version) => expect(installedBy(chart, revision)).toBe(version));
