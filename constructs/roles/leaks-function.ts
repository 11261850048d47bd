import { dollarQuote, quoteArray, quoteLiteral } from '../../values/postgres/sql';
import { ROLE_LEAKS } from './role-leaks';
import { among, tenantTables } from './row-protection';
import { TABLE_LEAKS } from './table-leaks';
import type { CompleteTenancy } from './tenancy';
import { currentTenantBody, PGCRYPTO_SCHEMA } from './tenant-function';

/** Tables that row level security does not cover although somebody may think so. */
function uncovered({ tables, schemas, shared }: CompleteTenancy): string {
  if (tables === undefined) {
    return `SELECT 'table', c.oid::regclass::text, 'has no tenant column, so that all its rows are everybody''s: declare it as shared, or add the column'
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'p', 'f') AND n.nspname = ANY (${quoteArray(schemas, 'name')}) AND NOT ${among(shared)}
      AND c.oid NOT IN (SELECT oid FROM tenant_table)
      AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')`;
  }
  const declared = tables.map(([schema, name]) => `(${quoteLiteral(schema)}::name, ${quoteLiteral(name)}::name)`);
  return `SELECT 'table', format('%I.%I', declared.schema, declared.name), 'is declared and does not exist'
    FROM (VALUES ${declared.join(', ')}) AS declared (schema, name)
    WHERE NOT EXISTS (
      SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relkind IN ('r', 'p') AND n.nspname = declared.schema AND c.relname = declared.name
    )`;
}

/**
 * `tenancy.leaks()`: ways by which a tenant could see, change or sense rows of another. Everything that the manual names as a way around
 * row level security and that a catalogue can tell; docs/tenants.md has the rest.
 */
export function leaksFunction(tenancy: CompleteTenancy): string {
  const body = quoteLiteral(currentTenantBody(tenancy));
  const words: Readonly<Record<string, string>> = {
    $column$: quoteLiteral(tenancy.column),
    $owner$: quoteLiteral(tenancy.owner),
    $schemas$: quoteArray(tenancy.schemas, 'name'),
    $setting$: quoteLiteral(tenancy.setting),
    $signed$: String(tenancy.signed),
    $body$: tenancy.signed ? `format(${body}, ${PGCRYPTO_SCHEMA})` : body,
  };
  const checks = [...TABLE_LEAKS, ...ROLE_LEAKS].map((check) =>
    check.replace(/\$[a-z]+\$/g, (word) => words[word] ?? word),
  );
  return `CREATE OR REPLACE FUNCTION tenancy.leaks() RETURNS TABLE (kind pg_catalog.text, object pg_catalog.text, problem pg_catalog.text)
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
AS ${dollarQuote(`
    ${tenantTables(tenancy)},
    tenant_parent (oid) AS (
      SELECT i.inhparent
      FROM pg_inherits i
      JOIN tenant_table t ON t.oid = i.inhrelid
      WHERE i.inhparent NOT IN (SELECT oid FROM tenant_table)
      UNION
      SELECT i.inhparent FROM pg_inherits i JOIN tenant_parent t ON t.oid = i.inhrelid
    ),
    exposed_view (oid) AS (
      SELECT w.ev_class
      FROM pg_depend d
      JOIN pg_rewrite w ON d.classid = 'pg_rewrite'::regclass AND w.oid = d.objid
      WHERE d.refclassid = 'pg_class'::regclass AND d.refobjid IN (SELECT oid FROM tenant_table)
        AND w.ev_class NOT IN (SELECT oid FROM tenant_table)
      UNION
      SELECT w.ev_class
      FROM exposed_view v
      JOIN pg_depend d ON d.refclassid = 'pg_class'::regclass AND d.refobjid = v.oid
      JOIN pg_rewrite w ON d.classid = 'pg_rewrite'::regclass AND w.oid = d.objid
      WHERE w.ev_class <> v.oid
    )
    ${[...checks, uncovered(tenancy)].join('\n    UNION ALL\n    ')}
    ORDER BY 1, 2, 3
`)};

REVOKE ALL ON FUNCTION tenancy.leaks() FROM PUBLIC;`;
}
