import { dollarQuote, quoteLiteral } from '../../values/postgres/sql';
import type { CompleteTenancy, TenantType } from './tenancy';

/** Texts that a cast takes without an error: asking PostgreSQL itself (pg_input_is_valid) is possible from 16 on only. */
const VALID: Readonly<Record<TenantType, (text: string) => string>> = {
  uuid: (text) => `${text} OPERATOR(pg_catalog.~) '^[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$'`,
  bigint: (text) =>
    `${text} OPERATOR(pg_catalog.~) '^[0-9]{1,18}$' OR ${text} OPERATOR(pg_catalog.~) '^[0-9]{19}$' AND ${text} COLLATE pg_catalog."C" OPERATOR(pg_catalog.<=) '9223372036854775807'`,
  text: (text) => `${text} OPERATOR(pg_catalog.<>) ''`,
};

/** A query of the schema that pgcrypto is in. */
export const PGCRYPTO_SCHEMA = `(
    SELECT n.nspname FROM pg_catalog.pg_extension e JOIN pg_catalog.pg_namespace n ON n.oid = e.extnamespace WHERE e.extname = 'pgcrypto'
  )`;

/**
 * `tenancy.current_tenant()`: the tenant that the session works for; NULL, which equals no tenant, when the setting is missing, empty (as
 * a custom setting is after the transaction of its first SET LOCAL), malformed, or not signed by us. It never fails: the text of an error
 * would be one more thing that an attacker reads.
 */
export function currentTenantFunction(tenancy: CompleteTenancy): string {
  return tenancy.signed ? signed(tenancy) : plain(tenancy);
}

/**
 * The body as text, which the server keeps as it is, so that {@link leaksFunction} can compare it; a body that begins with RETURN is
 * printed by each major in its own way. Nothing in it is looked up in the search path of the session. `%1$I` is the schema of pgcrypto.
 */
export function currentTenantBody({ type, setting, signed }: CompleteTenancy): string {
  const given = `pg_catalog.current_setting(${quoteLiteral(setting)}, true)`;
  return signed ? signedTenant(given, type) : `SELECT ${cast(given, type)}`;
}

function cast(text: string, type: TenantType): string {
  return `CASE WHEN ${VALID[type](text)} THEN ${text}::${sqlType(type)} END`;
}

/**
 * The keys are read by this function alone, which runs as their owner. Both sides are hashed again before they are compared, so that the
 * time that it takes tells nothing. Expiry is judged at the start of the transaction: nobody loses his tenant in the middle of one.
 */
function signedTenant(given: string, type: TenantType): string {
  return `
  SELECT ${cast('given.part[1]', type)}
  FROM (
    SELECT pg_catalog.regexp_match(${given}, '^(.+)[.]([0-9]{1,10})[.]([0-9a-f]{64})$') AS part
  ) given
  WHERE pg_catalog.to_timestamp(given.part[2]::pg_catalog.float8) OPERATOR(pg_catalog.>) pg_catalog.now()
    AND EXISTS (
      SELECT FROM tenancy.signing_keys k
      WHERE pg_catalog.sha256(pg_catalog.decode(given.part[3], 'hex')) OPERATOR(pg_catalog.=) pg_catalog.sha256(
        %1$I.hmac(pg_catalog.convert_to(given.part[1] OPERATOR(pg_catalog.||) '.' OPERATOR(pg_catalog.||) given.part[2], 'UTF8'), k.key, 'sha256')
      )
    )
`;
}

function plain(tenancy: CompleteTenancy): string {
  return `CREATE OR REPLACE FUNCTION tenancy.current_tenant() RETURNS ${sqlType(tenancy.type)}
LANGUAGE sql STABLE PARALLEL SAFE
AS ${dollarQuote(currentTenantBody(tenancy))};

GRANT EXECUTE ON FUNCTION tenancy.current_tenant() TO PUBLIC;`;
}

function signed(tenancy: CompleteTenancy): string {
  const create = `CREATE OR REPLACE FUNCTION tenancy.current_tenant() RETURNS ${sqlType(tenancy.type)}
LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS ${dollarQuote(currentTenantBody(tenancy))}`;
  return `CREATE EXTENSION IF NOT EXISTS pgcrypto WITH SCHEMA tenancy;

-- Several keys are good at a time, so that one can follow another: insert the new one, sign with it, delete the old one.
CREATE TABLE IF NOT EXISTS tenancy.signing_keys (key pg_catalog.bytea PRIMARY KEY CHECK (pg_catalog.octet_length(key) >= 32));
REVOKE ALL ON TABLE tenancy.signing_keys FROM PUBLIC;

-- pgcrypto stays in the schema where it is already.
DO ${dollarQuote(`
BEGIN
  EXECUTE pg_catalog.format(${dollarQuote(create)}, ${PGCRYPTO_SCHEMA});
END
`)};

GRANT EXECUTE ON FUNCTION tenancy.current_tenant() TO PUBLIC;`;
}

/** The type's name as nobody can shadow it. */
export function sqlType(type: TenantType): string {
  return `pg_catalog.${type === 'bigint' ? 'int8' : type}`;
}
