import { expect, test } from 'vitest';
import { adopted, declared, found, reasons } from './support/adopted';
import { BESIDE, CLUSTERS, clusterOf, withBeside } from './support/shapes';

test.each(Object.entries(CLUSTERS))('a cluster with %s', (_, spec) => {
  const model = adopted(clusterOf(spec));
  expect(found(model)).toEqual([]);
  expect(reasons(model)).toEqual([]);
  const production = declared(model);
  expect(found(production)).toEqual([]);
  // A site that follows another one is made by its own construct.
  expect(production.production === undefined).toBe(/ replica: \{ (enabled|self)/.test(spec));
});

test.each(Object.entries(BESIDE))('%s', (_, object) => {
  const model = adopted(withBeside(object), 'default');
  expect(found(model)).toEqual([]);
  expect(reasons(model)).toEqual([]);
  const production = declared(model);
  expect(found(production)).toEqual([]);
  expect(production.production).toBeDefined();
});
