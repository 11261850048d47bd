import { dollarQuote, quoteArray, quoteIdentifier, quoteLiteral } from '../../values/postgres/sql';
import type { CompleteTenancy } from './tenancy';
import { sqlType } from './tenant-function';

/** A query of the tables that hold tenants' rows, as `WITH RECURSIVE tenant_table (oid)`; partitions and children of such a table too. */
export function tenantTables({ schemas, column, tables, shared }: CompleteTenancy): string {
  const belongs =
    tables === undefined
      ? `n.nspname = ANY (${quoteArray(schemas, 'name')})
        AND NOT ${among(shared)}
        AND EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = ${quoteLiteral(column)} AND NOT a.attisdropped)`
      : among(tables);
  return `WITH RECURSIVE tenant_table (oid) AS (
      SELECT c.oid
      FROM pg_class c
      JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relkind IN ('r', 'p', 'f') AND ${belongs}
      UNION
      SELECT i.inhrelid FROM pg_inherits i JOIN tenant_table t ON t.oid = i.inhparent
    )`;
}

/** Whether table `c` in schema `n` is one of a list. */
export function among(tables: readonly (readonly [schema: string, name: string])[]): string {
  if (tables.length === 0) return 'false';
  const rows = tables.map(([schema, name]) => `(${quoteLiteral(schema)}, ${quoteLiteral(name)})`);
  return `(n.nspname, c.relname) IN (${rows.join(', ')})`;
}

/**
 * Protects tables of tenants that the current role may alter: all of them, or those without our policy. A table whose policy is there is
 * left alone on purpose: its owner may take FORCE off for a migration over all tenants, and `tenancy.leaks()` lists what stays so.
 *
 * Policies that somebody adds are permissive by default, and one is enough to see a row. Therefore ours is restrictive: it holds beside
 * any other; and since restrictive policies alone give nothing, a permissive one lets in whoever has a tenant at all.
 *
 * Nothing here calls a function of the tables' owner: the event trigger may run in a superuser's session.
 */
function protectionBody(tenancy: CompleteTenancy, which: 'all' | 'new'): string {
  const { column, type } = tenancy;
  const own = `(${quoteIdentifier(column)} = (SELECT tenancy.current_tenant()))`.replaceAll('%', '%%');
  const some = '((SELECT tenancy.current_tenant()) IS NOT NULL)';
  const execute = (statement: string) => `EXECUTE format(${quoteLiteral(statement)}, found.schema, found.name);`;
  return `
DECLARE
  found record;
  protected text[] := '{}';
  qualified text;
BEGIN
  FOR found IN
    ${tenantTables(tenancy)}
    SELECT n.nspname AS schema, c.relname AS name, a.atttypid, l.collisdeterministic
    FROM tenant_table t
    JOIN pg_class c ON c.oid = t.oid
    JOIN pg_namespace n ON n.oid = c.relnamespace
    LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = ${quoteLiteral(column)} AND NOT a.attisdropped
    LEFT JOIN pg_collation l ON l.oid = a.attcollation
    WHERE c.relkind IN ('r', 'p') AND pg_has_role(c.relowner, 'USAGE')${
      which === 'all'
        ? ''
        : `
      AND NOT EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid AND p.polname = 'tenant_isolation')`
    }
    ORDER BY c.oid
  LOOP
    IF found.atttypid IS DISTINCT FROM ${quoteLiteral(sqlType(type))}::regtype THEN
      RAISE EXCEPTION 'column % of table %.% is %, and must be %', quote_ident(${quoteLiteral(column)}), quote_ident(found.schema),
        quote_ident(found.name), coalesce(found.atttypid::regtype::text, 'missing'), ${quoteLiteral(type)} USING ERRCODE = 'datatype_mismatch';
    END IF;
    IF NOT found.collisdeterministic THEN
      RAISE EXCEPTION 'column % of table %.% takes different texts for one tenant: give it a deterministic collation',
        quote_ident(${quoteLiteral(column)}), quote_ident(found.schema), quote_ident(found.name) USING ERRCODE = 'datatype_mismatch';
    END IF;
    ${execute('DROP POLICY IF EXISTS tenant_access ON %I.%I')}
    ${execute('DROP POLICY IF EXISTS tenant_isolation ON %I.%I')}
    ${execute(`CREATE POLICY tenant_access ON %I.%I AS PERMISSIVE FOR ALL TO PUBLIC USING ${some} WITH CHECK ${some}`)}
    ${execute(`CREATE POLICY tenant_isolation ON %I.%I AS RESTRICTIVE FOR ALL TO PUBLIC USING ${own} WITH CHECK ${own}`)}
    protected := protected || format('%I.%I', found.schema, found.name);
  END LOOP;
  -- After all policies: each ALTER TABLE fires the event trigger again, which then finds nothing new.
  FOREACH qualified IN ARRAY protected LOOP
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', qualified);
  END LOOP;
END
`;
}

/** `tenancy.protect_tables()`: protects every table of tenants; for the owner, who may call it again at any time. */
export function protectTablesFunction(tenancy: CompleteTenancy): string {
  return `CREATE OR REPLACE FUNCTION tenancy.protect_tables() RETURNS pg_catalog.void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS ${dollarQuote(protectionBody(tenancy, 'all'))};

REVOKE ALL ON FUNCTION tenancy.protect_tables() FROM PUBLIC;`;
}

/** Commands after which a table may be new, or newly one of tenants. */
const COMMANDS = [
  'CREATE TABLE',
  'CREATE TABLE AS',
  'SELECT INTO',
  'CREATE SCHEMA',
  'ALTER TABLE',
  'ALTER SCHEMA',
  'ALTER TYPE',
];

/**
 * The event trigger that protects new tables in the transaction that makes them. Only a superuser can make one.
 *
 * Replacing a function keeps its owner: had the tables' owner made one of this name before, he could put into it what the next superuser
 * who makes a table runs. Hence ALTER FUNCTION … OWNER.
 */
export function newTablesTrigger(tenancy: CompleteTenancy): string {
  return `CREATE OR REPLACE FUNCTION tenancy.protect_new_tables() RETURNS pg_catalog.event_trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS ${dollarQuote(protectionBody(tenancy, 'new'))};
ALTER FUNCTION tenancy.protect_new_tables() OWNER TO CURRENT_USER;
REVOKE ALL ON FUNCTION tenancy.protect_new_tables() FROM PUBLIC;

DROP EVENT TRIGGER IF EXISTS tenancy_protect_new_tables;
CREATE EVENT TRIGGER tenancy_protect_new_tables ON ddl_command_end
  WHEN TAG IN (${COMMANDS.map(quoteLiteral).join(', ')})
  EXECUTE FUNCTION tenancy.protect_new_tables();`;
}
