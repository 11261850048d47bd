import { plainDoor } from '../../values/postgres/pg-hba';
import { at, type Manifest, record, text, texts } from '../object/manifest';

/** PgBouncer's modes in which a client without TLS is turned away. */
const REQUIRED = ['require', 'verify-ca', 'verify-full'];

/** Whether a Pooler takes clients without TLS, for whom it then speaks TLS to the server. */
export function takesPlain(pooler: Manifest): boolean {
  const { parameters, pg_hba } = record(at(pooler, 'spec.pgbouncer'));
  if (REQUIRED.includes(text(record(parameters).client_tls_sslmode) ?? '')) return false;
  return plainDoor(texts(pg_hba)) !== undefined;
}

/** Whether the operator integrates a Pooler by itself: its role, its query, and the client certificate, which it signs. */
export function isIntegratedPooler(pooler: Manifest): boolean {
  const { authQuery, authQuerySecret, serverTLSSecret } = record(at(pooler, 'spec.pgbouncer'));
  return !text(authQuery) && !text(record(authQuerySecret).name) && !text(record(serverTLSSecret).name);
}
