import { dollarQuote, quoteArray, quoteLiteral } from '../../../values/sql';
import { among, tenantTables } from './protection';
import type { CompleteTenancy } from './tenancy';

// One query a kind of leak, of columns (kind, object, problem); `tenant_table` and `exposed_view` are at hand. Everything that the
// manual names as a way around row level security and that a catalogue can tell; docs/tenants.md has the rest.

const UNPROTECTED = `SELECT 'table', t.oid::regclass::text,
      CASE
        WHEN c.relkind = 'f' THEN 'is a foreign table, on which row level security does not exist'
        WHEN NOT c.relrowsecurity THEN 'row level security is not enabled'
        WHEN NOT c.relforcerowsecurity THEN 'row level security does not hold for its owner: FORCE it'
        ELSE 'has no restrictive policy tenant_isolation for all commands and everybody: run tenancy.protect_tables()'
      END
    FROM tenant_table t JOIN pg_class c ON c.oid = t.oid
    WHERE c.relkind NOT IN ('r', 'p') OR NOT c.relrowsecurity OR NOT c.relforcerowsecurity OR NOT EXISTS (
      SELECT FROM pg_policy p
      WHERE p.polrelid = t.oid AND p.polname = 'tenant_isolation' AND NOT p.polpermissive AND p.polcmd = '*' AND p.polroles = '{0}'
    )`;

/** Checks of references look at all rows, and so do their cascades. */
const FOREIGN_KEYS = `SELECT 'foreign key', format('%I on %s', k.conname, k.conrelid::regclass),
      format('tells whether a row of another tenant is in %s, and its ON DELETE and ON UPDATE cross tenants: make the tenant column part of the key',
        k.confrelid::regclass)
    FROM pg_constraint k
    JOIN tenant_table t ON t.oid = k.confrelid
    WHERE k.contype = 'f' AND k.conparentid = 0 AND NOT EXISTS (
      SELECT FROM unnest(k.conkey, k.confkey) AS pair (here, there)
      JOIN pg_attribute h ON h.attrelid = k.conrelid AND h.attnum = pair.here
      JOIN pg_attribute r ON r.attrelid = k.confrelid AND r.attnum = pair.there
      WHERE h.attname = $column$ AND r.attname = $column$ AND k.conrelid IN (SELECT oid FROM tenant_table)
    )`;

const UNIQUE_INDEXES = `SELECT 'unique index', i.indexrelid::regclass::text,
      format('a duplicate tells that another tenant has that key in %s: make the tenant column part of it, unless the key cannot be guessed (a random uuid)',
        i.indrelid::regclass)
    FROM pg_index i
    JOIN tenant_table t ON t.oid = i.indrelid
    JOIN pg_class x ON x.oid = i.indexrelid
    WHERE (i.indisunique OR i.indisexclusion) AND NOT x.relispartition AND NOT EXISTS (
      SELECT FROM unnest((i.indkey::int2[])[0:i.indnkeyatts - 1]) AS key (attnum)
      JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = key.attnum
      WHERE a.attname = $column$
    )`;

const DEFINER_FUNCTIONS = `SELECT 'security definer function', p.oid::regprocedure::text,
      format('runs as %I, whom row level security does not hold back', r.rolname)
    FROM pg_proc p
    JOIN pg_namespace n ON n.oid = p.pronamespace
    JOIN pg_roles r ON r.oid = p.proowner
    WHERE p.prosecdef AND (r.rolsuper OR r.rolbypassrls) AND n.nspname NOT IN ('pg_catalog', 'information_schema')
      AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e')`;

const VIEWS = `SELECT CASE c.relkind WHEN 'm' THEN 'materialized view' ELSE 'view' END, c.oid::regclass::text,
      CASE
        WHEN c.relkind = 'm' THEN 'keeps the rows that its owner saw at the last refresh, for everybody'
        WHEN r.rolsuper OR r.rolbypassrls THEN format('reads as %I, whom row level security does not hold back: set security_invoker', r.rolname)
        ELSE format('reads as %I, its owner, bound by FORCE alone: set security_invoker', r.rolname)
      END
    FROM exposed_view v
    JOIN pg_class c ON c.oid = v.oid
    JOIN pg_roles r ON r.oid = c.relowner
    WHERE c.relkind = 'm' OR NOT EXISTS (
      SELECT FROM pg_options_to_table(c.reloptions) o WHERE o.option_name = 'security_invoker' AND o.option_value::bool
    )`;

const PRIVILEGES = `SELECT 'privilege', format('%s on %s to %s', g.privilege_type, c.oid::regclass, CASE g.grantee WHEN 0 THEN 'PUBLIC' ELSE g.grantee::regrole::text END),
      CASE g.privilege_type
        WHEN 'TRUNCATE' THEN 'empties the table of all tenants: revoke it'
        WHEN 'REFERENCES' THEN 'lets foreign keys ask for rows of all tenants: revoke it'
        ELSE 'lets a trigger see rows that others write: revoke it'
      END
    FROM tenant_table t
    JOIN pg_class c ON c.oid = t.oid
    CROSS JOIN aclexplode(c.relacl) g
    WHERE g.grantee <> c.relowner AND g.privilege_type IN ('TRUNCATE', 'REFERENCES', 'TRIGGER')`;

const ROLES = `SELECT 'role', format('%I', r.rolname),
      CASE
        WHEN r.rolbypassrls THEN 'has BYPASSRLS'
        ELSE format('may become %I, who owns tables of tenants and can switch row level security off', $owner$)
      END
    FROM pg_roles r
    WHERE NOT r.rolsuper AND r.rolname <> $owner$
      AND (r.rolbypassrls OR EXISTS (SELECT FROM pg_roles o WHERE o.rolname = $owner$ AND pg_has_role(r.oid, o.oid, 'MEMBER')))`;

const SCHEMAS = `SELECT 'schema', format('%I', n.nspname), 'everybody may create objects in it, and so shadow what others call: REVOKE CREATE … FROM PUBLIC'
    FROM pg_namespace n CROSS JOIN aclexplode(n.nspacl) g
    WHERE n.nspname = ANY ($schemas$) AND g.grantee = 0 AND g.privilege_type = 'CREATE'`;

const EVENT_TRIGGER = `SELECT 'event trigger', 'tenancy_protect_new_tables', 'is missing or disabled: new tables are not protected until tenancy.protect_tables() runs'
    WHERE NOT EXISTS (SELECT FROM pg_event_trigger WHERE evtname = 'tenancy_protect_new_tables' AND evtenabled IN ('O', 'A'))`;

const KEYS = `SELECT 'signing key', 'tenancy.signing_keys', format('%s has %s on it, and so can sign for every tenant: revoke it',
      CASE g.grantee WHEN 0 THEN 'PUBLIC' ELSE g.grantee::regrole::text END, g.privilege_type)
    FROM pg_class c CROSS JOIN aclexplode(c.relacl) g
    WHERE c.oid = to_regclass('tenancy.signing_keys') AND g.grantee <> c.relowner`;

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

/** `tenancy.leaks()`: ways by which a tenant could see, change or sense rows of another. */
export function leaksFunction(tenancy: CompleteTenancy): string {
  const words: Readonly<Record<string, string>> = {
    $column$: quoteLiteral(tenancy.column),
    $owner$: quoteLiteral(tenancy.owner),
    $schemas$: quoteArray(tenancy.schemas, 'name'),
  };
  const checks = [
    UNPROTECTED,
    FOREIGN_KEYS,
    UNIQUE_INDEXES,
    DEFINER_FUNCTIONS,
    VIEWS,
    PRIVILEGES,
    ROLES,
    SCHEMAS,
    EVENT_TRIGGER,
    KEYS,
  ];
  const body = [
    ...checks.map((check) => check.replace(/\$[a-z]+\$/g, (word) => words[word] ?? word)),
    uncovered(tenancy),
  ];
  return `CREATE OR REPLACE FUNCTION tenancy.leaks() RETURNS TABLE (kind pg_catalog.text, object pg_catalog.text, problem pg_catalog.text)
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
AS ${dollarQuote(`
    ${tenantTables(tenancy)},
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
    ${body.join('\n    UNION ALL\n    ')}
    ORDER BY 1, 2, 3
`)};

REVOKE ALL ON FUNCTION tenancy.leaks() FROM PUBLIC;`;
}
