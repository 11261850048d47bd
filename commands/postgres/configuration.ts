import { appendFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { compare } from '../../values/collections/compare';
import { giveToServer } from './unprivileged';

const FILE = 'declared.conf';

/** Parameters as a configuration file, quoted as CNPG quotes them: what a backslash becomes is PostgreSQL's business in both places. */
function printConfiguration(parameters: Readonly<Record<string, string>>): string {
  const lines = Object.entries(parameters).map(([name, value]) => `${name} = '${value.replaceAll("'", "''")}'\n`);
  return lines.sort(compare).join('');
}

/** Lets a new data directory read the declared parameters, after those that initdb chose. */
export async function includeConfiguration(data: string): Promise<void> {
  await appendFile(join(data, 'postgresql.conf'), `\ninclude_if_exists '${FILE}'\n`);
}

/** Replaces the declared parameters; the server reads them when it starts. */
export async function writeConfiguration(data: string, parameters: Readonly<Record<string, string>>): Promise<void> {
  await writeFile(join(data, FILE), printConfiguration(parameters));
  await giveToServer(join(data, FILE));
}
