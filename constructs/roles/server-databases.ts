import { dollarQuote } from '../../values/postgres/sql';

/**
 * Closes the databases that each server has of its own, `postgres` and `template1`, which PostgreSQL leaves open to every role. Only a
 * superuser can: whoever runs it as the owner of another database changes nothing. Who still comes in:
 * - the operator, a superuser, and CNPG's exporter of metrics: up to 1.28.2 a superuser, then a member of `pg_monitor`
 * - `streaming_replica`, which pg_rewind and a standby that waits for its primary connect as. The operator makes it after the scripts of a
 *   new cluster, and gives one that it finds its login
 * - `cnpg_pooler_pgbouncer`, which looks passwords up in `postgres`. The operator grants it that when it makes the role, and never again
 *
 * @see https://github.com/cloudnative-pg/cloudnative-pg/blob/v1.28.0/internal/management/controller/instance_controller.go
 */
export function serverDatabasesSql(): string {
  return `-- Everybody may connect to the server's own databases, too, and a session in template1 keeps databases from being made.
DO ${dollarQuote(`
BEGIN
  IF (SELECT rolsuper FROM pg_catalog.pg_roles WHERE rolname = current_user) THEN
    IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'streaming_replica') THEN
      CREATE ROLE streaming_replica NOLOGIN;
    END IF;
    GRANT CONNECT ON DATABASE postgres TO pg_monitor, streaming_replica;
    IF EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'cnpg_pooler_pgbouncer') THEN
      GRANT CONNECT ON DATABASE postgres TO cnpg_pooler_pgbouncer;
    END IF;
    REVOKE ALL ON DATABASE postgres, template1 FROM PUBLIC;
  END IF;
END
`)};`;
}
