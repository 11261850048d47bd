/**
 * Leaks of tables and of what hangs on them: one query each, of columns (kind, object, problem), for {@link leaksFunction}, which puts
 * values for words between `$`. At hand are `tenant_table`, `tenant_parent` and `exposed_view`, each with `oid`.
 */
export const TABLE_LEAKS: readonly string[] = [
  // How a policy is printed is the same in 14 to 18 but for parentheses, spaces, quotes, and a name for the subquery's column.
  `SELECT 'table', t.oid::regclass::text,
      CASE
        WHEN c.relkind = 'f' THEN 'is a foreign table, on which row level security does not exist'
        WHEN NOT c.relrowsecurity THEN 'row level security is not enabled'
        WHEN NOT c.relforcerowsecurity THEN 'row level security does not hold for its owner: FORCE it'
        ELSE 'has no restrictive policy tenant_isolation for all commands and everybody that compares the tenant: run tenancy.protect_tables()'
      END
    FROM tenant_table t JOIN pg_class c ON c.oid = t.oid
    WHERE c.relkind NOT IN ('r', 'p') OR NOT c.relrowsecurity OR NOT c.relforcerowsecurity OR NOT EXISTS (
      SELECT FROM pg_policy p
      WHERE p.polrelid = t.oid AND p.polname = 'tenant_isolation' AND NOT p.polpermissive AND p.polcmd = '*' AND p.polroles = '{0}'
        AND ${printed('pg_get_expr(p.polqual, p.polrelid)')} = ${printed("format('%I = SELECT tenancy.current_tenant', $column$)")}
        AND pg_get_expr(p.polwithcheck, p.polrelid) = pg_get_expr(p.polqual, p.polrelid)
    )`,

  `SELECT 'table', t.oid::regclass::text, format('belongs to %I, who can switch row level security off: ALTER TABLE … OWNER TO %I', r.rolname, $owner$)
    FROM tenant_table t JOIN pg_class c ON c.oid = t.oid JOIN pg_roles r ON r.oid = c.relowner
    WHERE NOT r.rolsuper AND r.rolname <> $owner$`,

  // What is read through a parent is bound by the policies of the parent alone.
  `SELECT 'table', t.oid::regclass::text, 'shows rows of all tenants, of the tables that inherit from it: make it a table of tenants, or NO INHERIT'
    FROM tenant_parent t`,

  // Checks of references look at all rows, and so do their cascades.
  `SELECT 'foreign key', format('%I on %s', k.conname, k.conrelid::regclass),
      format('tells whether a row of another tenant is in %s, and its ON DELETE and ON UPDATE cross tenants: make the tenant column part of the key',
        k.confrelid::regclass)
    FROM pg_constraint k
    JOIN tenant_table t ON t.oid = k.confrelid
    WHERE k.contype = 'f' AND k.conparentid = 0 AND NOT EXISTS (
      SELECT FROM unnest(k.conkey, k.confkey) AS pair (here, there)
      JOIN pg_attribute h ON h.attrelid = k.conrelid AND h.attnum = pair.here
      JOIN pg_attribute r ON r.attrelid = k.confrelid AND r.attnum = pair.there
      WHERE h.attname = $column$ AND r.attname = $column$ AND k.conrelid IN (SELECT oid FROM tenant_table)
    )`,

  `SELECT 'unique index', i.indexrelid::regclass::text,
      format('a duplicate tells that another tenant has that key in %s: make the tenant column part of it, unless the key cannot be guessed (a random uuid)',
        i.indrelid::regclass)
    FROM pg_index i
    JOIN tenant_table t ON t.oid = i.indrelid
    JOIN pg_class x ON x.oid = i.indexrelid
    WHERE (i.indisunique OR i.indisexclusion) AND NOT x.relispartition AND NOT EXISTS (
      SELECT FROM unnest((i.indkey::int2[])[0:i.indnkeyatts - 1]) AS key (attnum)
      JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = key.attnum
      WHERE a.attname = $column$
    )`,

  `SELECT CASE c.relkind WHEN 'm' THEN 'materialized view' ELSE 'view' END, c.oid::regclass::text,
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
    )`,

  `SELECT 'privilege', format('%s%s on %s to %s', g.privilege, g.columns, c.oid::regclass, coalesce(r.rolname, 'PUBLIC')),
      CASE g.privilege
        WHEN 'TRUNCATE' THEN 'empties the table of all tenants: revoke it'
        WHEN 'REFERENCES' THEN 'lets foreign keys ask for rows of all tenants: revoke it'
        ELSE 'lets a trigger see rows that others write: revoke it'
      END
    FROM tenant_table t
    JOIN pg_class c ON c.oid = t.oid
    ${granted('c')}
    WHERE g.grantee <> c.relowner AND g.privilege IN ('TRUNCATE', 'REFERENCES', 'TRIGGER')`,

  `SELECT 'signing key', 'tenancy.signing_keys', format('%s has %s%s on it, and so can sign for every tenant: revoke it',
      coalesce(quote_ident(r.rolname), 'PUBLIC'), g.privilege, g.columns)
    FROM pg_class c
    ${granted('c')}
    WHERE c.oid = to_regclass('tenancy.signing_keys') AND r.rolname IS DISTINCT FROM $owner$ AND r.rolsuper IS NOT TRUE`,
];

/** The same text for an expression, however a major prints it. */
function printed(expression: string): string {
  return `replace(translate(${expression}, E'()" \\n', ''), 'AScurrent_tenant', '')`;
}

/** Joins `g`, what was granted on a relation or on columns of it, and `r`, whom to: nobody for PUBLIC. */
function granted(relation: string): string {
  return `CROSS JOIN LATERAL (
      SELECT g.grantee, g.privilege_type, '' FROM aclexplode(${relation}.relacl) g
      UNION ALL
      SELECT g.grantee, g.privilege_type, format(' (%I)', a.attname)
      FROM pg_attribute a CROSS JOIN aclexplode(a.attacl) g
      WHERE a.attrelid = ${relation}.oid AND NOT a.attisdropped
    ) g (grantee, privilege, columns)
    LEFT JOIN pg_roles r ON r.oid = g.grantee`;
}
