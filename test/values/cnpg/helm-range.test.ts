import { expect, it } from 'vitest';
import { newestIn, newestOf } from '../../../values/cnpg/helm-range';

const RELEASES = ['0.26.1', '0.27.0', '0.27.1', '0.28.0', '0.28.3', '0.29.0', '1.0.0'];

it.each<[string, string | undefined]>([
  ['0.28.x', '0.28.3'],
  ['0.28.*', '0.28.3'],
  ['0.28', '0.28.3'],
  ['=0.27.0', '0.27.0'],
  ['*', '1.0.0'],
  ['>=0.27', '1.0.0'],
  ['>= 0.27, < 0.29', '0.28.3'],
  ['>=0.27.0 <0.28.0', '0.27.1'],
  ['~0.27.0', '0.27.1'],
  ['~> 0.28', '0.28.3'],
  ['~0.28', '0.28.3'],
  ['^0.28.0', '0.28.3'],
  ['^0', '0.29.0'],
  ['^1.0', '1.0.0'],
  ['~1', '1.0.0'],
  ['0.26.0 - 0.27', '0.27.1'],
  ['0.26.x || 0.28.0', '0.28.0'],
  ['0.31.x', undefined],
  ['HEAD', undefined],
  ['{{ .Values.version }}', undefined],
  ['', '1.0.0'],
])('of the releases %j allows %s', (range, newest) => expect(newestIn(RELEASES, range)).toBe(newest));

it('compares by number, and finds nothing in nothing', () => {
  expect(newestOf(['1.9.0', '1.10.0', '1.2.0'])).toBe('1.10.0');
  expect(newestOf([])).toBeUndefined();
});
