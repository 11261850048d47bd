import { expect, it } from 'vitest';
import { meantBy } from '../../../values/text/misspelled';

it.each([
  ['shop-bd', ['shop-db'], 'shop-db'],
  ['shop-databse', ['shop-database', 'other'], 'shop-database'],
])('%s is a typo', (name, candidates, meant) => {
  expect(meantBy(name, candidates)).toBe(meant);
});

it.each([
  ['pg', ['db']],
  ['prod-1', ['prod-2']],
  ['blog-db', ['shop-db']],
  ['shop-db', []],
])('%s is a name of its own', (name, candidates) => {
  expect(meantBy(name, candidates)).toBeUndefined();
});
