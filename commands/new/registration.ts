import { Script } from 'node:vm';
import { UsageError } from '../cli/usage-error';
import { identifierOf } from './application-source';

/** Where the applications are listed. */
export const REGISTER = 'apps/index.ts';

const LIST = /^(const databases\b[^=]*= \[)([^\]]*)(\];)$/m;

/**
 * The text of `apps/index.ts` with one more application.
 * @throws UsageError where the list is not found, or where the name of the application means something else there
 */
export function registered(text: string, name: string): string {
  const identifier = identifierOf(name);
  const line = `import { ${identifier} } from './${name}/chart';`;
  const [, , entries] = LIST.exec(text) ?? [];
  if (entries === undefined) {
    throw new UsageError(
      `${REGISTER} has no list \`const databases = […];\`, in which ${name} would stand: write it as it was, or declare the application by hand`,
    );
  }
  if (!isFree(identifier, text)) {
    throw new UsageError(
      `${name} would be \`${identifier}\` in ${REGISTER}, which means something else; choose another name`,
    );
  }
  const listed = [...entries.split(',').flatMap((entry) => entry.trim() || []), identifier].join(', ');
  return `${line}\n${text.replace(LIST, `$1${listed}$3`)}`;
}

/**
 * The text of `apps/index.ts` without an application.
 * @throws UsageError where it does not stand there as {@link registered} writes it
 */
export function unregistered(text: string, name: string): string {
  const [line = '', identifier = ''] =
    new RegExp(`^import \\{ (\\w+) \\} from './${name}/chart';\n`, 'm').exec(text) ?? [];
  const [, , entries = ''] = LIST.exec(text) ?? [];
  const listed = entries.split(',').flatMap((entry) => entry.trim() || []);
  if (line === '' || !listed.includes(identifier)) {
    throw new UsageError(
      `${REGISTER} does not import ${name} from './${name}/chart' and list it in \`databases\`: remove it by hand (docs/removal.md)`,
    );
  }
  const rest = listed.filter((entry) => entry !== identifier).join(', ');
  return text.replace(line, '').replace(LIST, `$1${rest}$3`);
}

/** Whether TypeScript takes it for a new name. */
function isFree(identifier: string, text: string): boolean {
  if (new RegExp(`\\b${identifier}\\b`).test(text.replaceAll(/'[^']*'|\/\*[\s\S]*?\*\//g, ''))) return false;
  try {
    return new Script(`'use strict'; const ${identifier} = 0;`) !== undefined;
  } catch {
    return false;
  }
}
