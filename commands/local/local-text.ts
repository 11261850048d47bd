/** Where a Cluster is reached: the names in the cluster, and the port here. */
export interface LocalEndpoint {
  readonly port: number;
  /** The longest first: one may be the beginning of another. */
  readonly hosts: readonly string[];
}

const SSL_MODES = ['allow', 'disable', 'prefer', 'require', 'verify-ca', 'verify-full'];

/** The value of a variable here: hosts of the Cluster, alone or in a URL, and what belongs to them. Other texts stay. */
export function localText(variable: string, value: string, { port, hosts }: LocalEndpoint): string {
  if (value === '5432' && /PORT$/i.test(variable)) return `${port}`;
  if (SSL_MODES.includes(value) && /SSL/i.test(variable)) return 'disable';
  if (hosts.length === 0) return value;
  const names = hosts.map((host) => host.replaceAll('.', '\\.')).join('|');
  const here = value.replaceAll(new RegExp(`(?<![\\w.-])(?:${names})(?![\\w.-])(:5432(?!\\d))?`, 'g'), (_, given) =>
    given === undefined ? '127.0.0.1' : `127.0.0.1:${port}`,
  );
  if (here === value) return value;
  return here
    .replaceAll(/\bport=5432\b/g, `port=${port}`)
    .replaceAll(/\bsslmode=[\w-]+/g, 'sslmode=disable')
    .replaceAll(/[&\s]sslrootcert=[^&\s]*/g, '')
    .replaceAll(/\?sslrootcert=[^&\s]*&?/g, '?');
}

/** A line of an environment file that shells and Node read alike. */
export function environmentLine(name: string, value: string): string {
  if (/^[\w./:@%+=,-]*$/.test(value)) return `${name}=${value}\n`;
  if (!value.includes("'")) return `${name}='${value}'\n`;
  return `${name}="${value.replaceAll(/["\\$`]/g, '\\$&')}"\n`;
}
