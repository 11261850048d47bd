import { expect, test } from 'vitest';
import { relationsIn } from '../../../values/postgres/sql-relations';

const QUERIES: readonly (readonly [sql: string, relations: readonly string[]])[] = [
  ['SELECT 1', []],
  ['SELECT count(*) FROM orders', ['orders']],
  ['SELECT count(*) FROM sales.orders o WHERE o.a = 1', ['sales.orders']],
  ['select * from only "Sales"."Orders" as o, customers c, lateral f(o.id) x', ['Sales.Orders', 'customers']],
  ['SELECT * FROM a JOIN b ON a.x = b.x LEFT JOIN c USING (y, z) ORDER BY p, q', ['a', 'b', 'c']],
  ['WITH w AS (SELECT * FROM t), v AS MATERIALIZED (SELECT 1) SELECT * FROM w, v', ['t']],
  ['WITH w AS (SELECT 1) SELECT * FROM sales.w', ['sales.w']],
  ['SELECT extract(epoch FROM now() - x), trim(both FROM y) FROM jobs', ['jobs']],
  ['SELECT a IS DISTINCT FROM b, c FROM jobs', ['jobs']],
  ["SELECT 'FROM x' -- FROM y\n /* FROM z */ FROM jobs", ['jobs']],
  [
    'SELECT (SELECT max(a) FROM inner_one), b FROM (SELECT * FROM deep) d, outer_one',
    ['inner_one', 'deep', 'outer_one'],
  ],
  ['SELECT * FROM pg_catalog.pg_stat_activity, generate_series(1, 2)', ['pg_catalog.pg_stat_activity']],
  ['SELECT * FROM shop.public.orders', ['public.orders']],
  ['SELECT * FROM a UNION SELECT * FROM a', ['a']],
  ['SELECT * FROM', []],
  [')) FROM a', ['a']],
];

test.each(QUERIES)('%s', (sql, relations) => {
  expect(relationsIn(sql).map(({ schema, name }) => (schema === undefined ? name : `${schema}.${name}`))).toEqual(
    relations,
  );
});
