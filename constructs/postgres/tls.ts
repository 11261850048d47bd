import { hbaName, plainDoor, REFUSE_PLAIN } from '../../values/postgres/pg-hba';
import { TLS_REASON_ANNOTATION } from '../../values/postgres/tls';
import { InvalidValueError } from '../../values/text/invalid-value';
import type { PostgresClusterProps } from './cluster-props';
import { hbaText } from './hba-rule';
import type { RoleProps } from './role';

/** Whether clients must speak TLS. `optional` leaves the door open that CNPG leaves open: `host all all all scram-sha-256`. */
export type TlsMode = 'required' | 'optional';

/** A mode, or a mode with a lower minimum version than the operator's TLS 1.3, for clients that know no better. */
export type Tls = TlsMode | ReducedTls;

/** TLS for clients that do not speak TLS 1.3. */
export interface ReducedTls {
  readonly mode: TlsMode;
  /** The least that is spoken; below it nothing is safe. */
  readonly minimumVersion: 'TLSv1.2';
  /** Which client demands it; kept in the annotation `cnpg-gitops/tls-minimum-version`, where a rule and an auditor look for it. */
  readonly reason: string;
}

/** Whether clients without TLS are turned away. */
export function isTlsRequired(tls: Tls = 'required'): boolean {
  return (typeof tls === 'string' ? tls : tls.mode) === 'required';
}

/** The minimum version of TLS where it is not the operator's. @throws InvalidValueError where a parameter says it too, or nobody says why. */
export function tlsParameters({ tls, parameters }: PostgresClusterProps): Record<string, string> {
  if (tls === undefined || typeof tls === 'string') return {};
  if (parameters !== undefined && 'ssl_min_protocol_version' in parameters) {
    throw new InvalidValueError(
      'tls.minimumVersion and parameters.ssl_min_protocol_version say the same: keep tls, which says why',
    );
  }
  if (tls.reason.trim() === '') {
    throw new InvalidValueError('tls.reason is empty: say which client does not speak TLS 1.3');
  }
  return { ssl_min_protocol_version: tls.minimumVersion };
}

/** The annotation with the reason for a lower minimum version. */
export function tlsAnnotations({ tls }: PostgresClusterProps): Record<string, string> {
  return tls === undefined || typeof tls === 'string' ? {} : { [TLS_REASON_ANNOTATION]: tls.reason };
}

/**
 * Lines of pg_hba.conf. CNPG writes its own before them (local sockets; replication and poolers, by certificate) and after them
 * `host all all all scram-sha-256`, so these must say everything:
 * 1. the lines of the user: they are narrower than ours (one network, another method), and would never be reached after them
 * 2. a line per role that may log in, with its one method: a certificate, or SCRAM, which refuses passwords stored as MD5
 * 3. a line more for a role that may replicate: `all` is every database and no replication, so that CNPG's last line does not let it in
 * 4. no one else without TLS. Roles that are not declared here, made by SQL, come to CNPG's last line: by SCRAM over TLS
 *
 * @throws InvalidValueError for a line of the user that lets in clients without TLS where TLS is required
 */
export function renderPgHba(props: PostgresClusterProps, roles: readonly RoleProps[]): string[] {
  const own = (props.pgHba ?? []).map(hbaText);
  const logins = roles.filter(({ login, ensure }) => login === true && ensure !== 'absent');
  const replication = logins.filter((role) => role.replication === true).map((role) => loginLine(role, 'replication'));
  if (!isTlsRequired(props.tls)) {
    const certified = logins.filter(({ authentication }) => authentication === 'certificate');
    return [...own, ...certified.map((role) => loginLine(role)), ...replication];
  }
  const open = plainDoor([...own, REFUSE_PLAIN]);
  if (open !== undefined) {
    throw new InvalidValueError(
      `pgHba "${open}" lets in clients without TLS, which is required: begin it with hostssl, or write tls: 'optional'`,
    );
  }
  const declared = [{ name: props.bootstrap.owner }, ...logins].map((role) => loginLine(role));
  return [...own, ...declared, ...replication, REFUSE_PLAIN];
}

function loginLine({ name, authentication }: Pick<RoleProps, 'name' | 'authentication'>, database = 'all'): string {
  return `hostssl ${database} ${hbaName(name)} all ${authentication === 'certificate' ? 'cert' : 'scram-sha-256'}`;
}
