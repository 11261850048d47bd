import { hostsOf } from '../cnpg/database-host';
import { type Variable, variablesOf } from '../kubernetes/workload';
import type { Manifest } from '../object/manifest';

const VARIABLE = /^(PG|POSTGRES(QL)?_?|DB_?|DATABASE_?)SSL_?MODE$/i;
const IN_URL = /^(?:jdbc:)?postgres(?:ql)?(?:\+\w+)?:\/\/.*[?&]sslmode=([\w-]+)/;

/** The sslmode of a variable, by its name or in a connection string. */
export function sslModeOf({ name, value }: Variable): string | undefined {
  return VARIABLE.test(name) ? value : IN_URL.exec(value)?.[1];
}

/** The hosts that a workload calls with verify-full: set in the same connection string, or by a variable of the same container. */
export function verifiedHosts(workload: Manifest): { readonly host: string; readonly path: string }[] {
  const variables = variablesOf(workload).map((variable) => ({ variable, mode: sslModeOf(variable) }));
  const modes = new Map(
    variables.flatMap(({ variable, mode }): [string, string][] =>
      mode === undefined ? [] : [[containerOf(variable), mode]],
    ),
  );
  if (modes.size === 0) return [];
  return variables
    .filter(({ variable, mode }) => (mode ?? modes.get(containerOf(variable))) === 'verify-full')
    .flatMap(({ variable }) => hostsOf(variable).map((host) => ({ host, path: variable.path })));
}

function containerOf({ path }: Variable): string {
  return path.slice(0, path.lastIndexOf('.env['));
}
