/** Leaks of roles, functions and settings: queries as those of {@link TABLE_LEAKS}. */
export const ROLE_LEAKS: readonly string[] = [
  // Attributes are not inherited, but SET ROLE takes them. Membership counts however it was granted: who cannot use it may grant it on.
  `SELECT 'role', format('%I', r.rolname), way.problem
    FROM pg_roles r
    CROSS JOIN LATERAL (
      SELECT 'has BYPASSRLS' WHERE r.rolbypassrls
      UNION ALL
      SELECT 'has REPLICATION, and so can take the rows of all tenants out of the log' WHERE r.rolreplication AND r.rolname <> 'streaming_replica'
      UNION ALL
      SELECT format('may become %I, ', o.rolname) || CASE
          WHEN o.rolsuper OR o.rolbypassrls THEN 'whom row level security does not hold back'
          WHEN o.rolname = $owner$ THEN 'who owns tables of tenants and can switch row level security off'
          WHEN o.rolreplication THEN 'who can take the rows of all tenants out of the log'
          ELSE 'who comes to the files of the server, and so to all tables'
        END
      FROM pg_roles o
      WHERE o.oid <> r.oid AND pg_has_role(r.oid, o.oid, 'MEMBER') AND (
        o.rolsuper OR o.rolbypassrls OR o.rolreplication
        OR o.rolname IN ($owner$, 'pg_read_server_files', 'pg_write_server_files', 'pg_execute_server_program')
      )
    ) way (problem)
    WHERE NOT r.rolsuper`,

  `SELECT 'schema', format('%I', n.nspname),
      format('%s may create objects in it, and so shadow what others call: REVOKE CREATE … FROM %s',
        coalesce(quote_ident(r.rolname), 'everybody'), coalesce(quote_ident(r.rolname), 'PUBLIC'))
    FROM pg_namespace n
    CROSS JOIN LATERAL (
      SELECT g.grantee FROM aclexplode(n.nspacl) g WHERE g.privilege_type = 'CREATE' UNION SELECT n.nspowner
    ) creator (oid)
    LEFT JOIN pg_roles r ON r.oid = creator.oid
    WHERE n.nspname = ANY ($schemas$ || 'tenancy'::name) AND r.rolsuper IS NOT TRUE
      AND coalesce(r.rolname, '') NOT IN ($owner$, 'pg_database_owner')`,

  // CNPG puts public.user_search into every database of a cluster with a Pooler; it reads hashes of passwords, and no tables.
  `SELECT 'security definer function', p.oid::regprocedure::text,
      format('runs as %I, whom row level security does not hold back', r.rolname)
    FROM pg_proc p
    JOIN pg_namespace n ON n.oid = p.pronamespace
    JOIN pg_roles r ON r.oid = p.proowner
    WHERE p.prosecdef AND (r.rolsuper OR r.rolbypassrls) AND n.nspname NOT IN ('pg_catalog', 'information_schema')
      AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e')
      AND NOT (p.oid = to_regprocedure('public.user_search(text)') AND p.prosrc = 'SELECT usename, passwd FROM pg_catalog.pg_shadow WHERE usename=$1;')`,

  `SELECT 'function', p.oid::regprocedure::text, format('belongs to %I, who can replace it: ALTER FUNCTION … OWNER TO %I', r.rolname, $owner$)
    FROM pg_proc p JOIN pg_roles r ON r.oid = p.proowner
    WHERE p.pronamespace = 'tenancy'::regnamespace AND NOT r.rolsuper AND r.rolname <> $owner$`,

  `SELECT 'function', 'tenancy.current_tenant()', 'is not what was declared: run the migration of row level security again'
    WHERE NOT EXISTS (
      SELECT FROM pg_proc p JOIN pg_language l ON l.oid = p.prolang
      WHERE p.oid = to_regprocedure('tenancy.current_tenant()') AND l.lanname = 'sql' AND p.prosrc = $body$ AND p.prosecdef = $signed$
        AND p.proconfig IS NOT DISTINCT FROM CASE WHEN $signed$ THEN ARRAY['search_path=pg_catalog, pg_temp'] END
    )`,

  `SELECT 'event trigger', 'tenancy_protect_new_tables', 'is missing or disabled: new tables are not protected until tenancy.protect_tables() runs'
    WHERE NOT EXISTS (SELECT FROM pg_event_trigger WHERE evtname = 'tenancy_protect_new_tables' AND evtenabled IN ('O', 'A'))`,

  // An empty one names nobody.
  `SELECT 'setting', concat_ws(' of ', $setting$, 'role ' || quote_ident(r.rolname), 'database ' || quote_ident(d.datname)),
      'names a tenant for sessions that name none: ALTER … RESET it'
    FROM pg_db_role_setting s
    CROSS JOIN unnest(s.setconfig) entry
    LEFT JOIN pg_database d ON d.oid = s.setdatabase
    LEFT JOIN pg_roles r ON r.oid = s.setrole
    WHERE lower(split_part(entry, '=', 1)) = lower($setting$) AND entry !~ '^[^=]*=$'
      AND coalesce(d.datname, current_database()) = current_database()`,
];
