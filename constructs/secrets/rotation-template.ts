import type { Access } from '../../values/cnpg/derived-names';
import { POSTGRES_PORT } from '../../values/cnpg/ports';
import { serviceHost } from '../../values/kubernetes/service-hosts';

/** The database that rotated credentials are for, by name: the cluster itself needs its Secret first. */
export interface RotatedConnection {
  /** Name of the cluster. */
  readonly cluster: string;
  /** Name of the database. */
  readonly database: string;
  /** Which service the host and the URIs name. @default 'rw' */
  readonly access?: Access;
}

/** What the generator produces. Letters and digits only: it is used in URIs, pgpass files and shells without escaping. */
const PASSWORD = '{{ .password }}';

/**
 * The keys of a role's Secret as templates of External Secrets: all that can be known is written out here, encoded for its place, and
 * nothing but the password is left to be filled in. With a connection these are the keys that CNPG writes, in its forms: a key that
 * were left out would keep the password of before.
 * @see https://cloudnative-pg.io/documentation/1.28/applications/#secrets
 */
export function secretTemplate(
  username: string,
  namespace: string,
  connection?: RotatedConnection,
): Record<string, string> {
  const credentials = { username: literal(username), password: PASSWORD };
  if (connection === undefined) return credentials;
  const service = `${connection.cluster}-${connection.access ?? 'rw'}`;
  const port = `${POSTGRES_PORT}`;
  const user = encodeURIComponent(username);
  const database = encodeURIComponent(connection.database);
  const uri = (host: string) => `postgresql://${user}:${PASSWORD}@${host}:${port}/${database}`;
  const jdbc = (host: string) => `jdbc:postgresql://${host}:${port}/${database}?password=${PASSWORD}&user=${user}`;
  const [short, full] = [`${service}.${namespace}`, serviceHost(service, namespace)];
  return {
    ...credentials,
    user: literal(username),
    dbname: literal(connection.database),
    host: service,
    port,
    pgpass: `${literal([service, port, connection.database, username].map(pgpassField).join(':'))}:${PASSWORD}\n`,
    uri: uri(short),
    'jdbc-uri': jdbc(short),
    'fqdn-uri': uri(full),
    'fqdn-jdbc-uri': jdbc(full),
  };
}

/** A text in which Go's templates find no action: names may hold braces. */
function literal(text: string): string {
  return text.replaceAll('{{', '{{ "{{" }}');
}

function pgpassField(text: string): string {
  return text.replace(/[\\:]/g, '\\$&');
}
