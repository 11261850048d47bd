import { expect, it } from 'vitest';
import { isMisspelled } from '../../../values/text/misspelled';

it.each([
  ['shop-bd', ['shop-db']],
  ['shop-databse', ['shop-database', 'other']],
])('%s is a typo', (name, candidates) => {
  expect(isMisspelled(name, candidates)).toBe(true);
});

it.each([
  ['pg', ['db']],
  ['prod-1', ['prod-2']],
  ['blog-db', ['shop-db']],
  ['shop-db', []],
])('%s is a name of its own', (name, candidates) => {
  expect(isMisspelled(name, candidates)).toBe(false);
});
