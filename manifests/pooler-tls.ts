import { plainDoor } from '../values/pg-hba';
import { at, type Manifest, record, text, texts } from './manifest';

/** PgBouncer's modes in which a client without TLS is turned away. */
const REQUIRED = ['require', 'verify-ca', 'verify-full'];

/** Whether a Pooler takes clients without TLS, for whom it then speaks TLS to the server. */
export function takesPlain(pooler: Manifest): boolean {
  const { parameters, pg_hba } = record(at(pooler, 'spec.pgbouncer'));
  if (REQUIRED.includes(text(record(parameters).client_tls_sslmode) ?? '')) return false;
  return plainDoor(texts(pg_hba)) !== undefined;
}
