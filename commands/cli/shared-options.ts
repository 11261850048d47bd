import { Argument, type Command, Option } from 'commander';
import { wrap } from '../report/lines';
import { callerPath } from './caller-path';

export function applicationArgument(): Argument {
  return new Argument('<application>');
}

/** Which database of an application is meant. */
export function clusterOption(): Option {
  return new Option('--cluster <name>', 'for applications that have several');
}

/** Where the lineage begins, for what only a branch has. */
export function lineageOption(): Option {
  const meaning = 'git ref: what only this branch has committed may still be renamed (default: what HEAD has may not)';
  return new Option('--base <ref>', meaning);
}

/** Renders and judges again what has not changed. */
export function noCacheOption(): Option {
  return new Option('--no-cache', 'render and judge everything again, whatever an earlier run has left');
}

/** A file or folder, as seen from where the user called. */
export function pathOption(flags: string, description: string): Option {
  return new Option(flags, description).argParser(callerPath);
}

/** Files and folders, as seen from where the user called. */
export function pathsOption(flags: string, description: string): Option {
  const parse = (path: string, before: readonly string[] = []) => [...before, callerPath(path)];
  return new Option(flags, description).argParser(parse);
}

/** Whether tools are asked what a folder makes. */
export function renderOption(): Option {
  return new Option(
    '--render <when>',
    'whether kustomize, Flux and Helm are asked what a folder makes (default: auto, where it matters and they are there)',
  ).choices(['auto', 'never', 'always']);
}

/** Whether these tools may load something. */
export function networkOption(): Option {
  return new Option('--allow-network', 'let them load charts and bases from elsewhere');
}

/** How the program of the npm package is called. In a repository of this project npm calls the commands: `npm run validate -- dist`. */
export const STANDALONE = 'npx cnpg-gitops';

/** What 2 means for most commands. */
const WRONG_USAGE = 'wrong usage';

/** The lines of a help that say what the exit codes mean. Scripts read them. */
export function exitCodes(codes: Readonly<Record<number, string>>): (context: { readonly command: Command }) => string {
  return ({ command }) => {
    const { helpWidth } = command.createHelp();
    const lines = Object.entries({ 2: WRONG_USAGE, ...codes }).flatMap(([code, meaning]) => {
      const [first = '', ...more] = wrap(meaning, INDENT, helpWidth);
      return [`  ${code.padEnd(INDENT - 2)}${first.trimStart()}`, ...more];
    });
    return `\nExit codes:\n${lines.join('\n')}`;
  };
}

/** Of the meanings: wide enough for 130. */
const INDENT = 7;

/** The last lines of a help: a call as it is typed. */
export function example(call: string): (context: { readonly command: Command }) => string {
  return ({ command }) => `\nExample:\n  ${typed(call, command.parent ?? command)}`;
}

/** The last lines of the program's own help. */
export function examples(...calls: string[]): (context: { readonly command: Command }) => string {
  return ({ command }) => `\nExamples:\n${calls.map((call) => `  ${typed(call, command)}`).join('\n')}`;
}

function typed(call: string, program: Command): string {
  return typedCall(call, program.name() !== STANDALONE);
}

/** Scripts of package.json that are not called as their commands. */
const SCRIPTS: Readonly<Record<string, string>> = { ages: 'check:ages', 'verify-postgres': 'verify:postgres' };

/** How a command is called where there are applications, which is in a repository of this project, and where there are none. */
export function typedCall(call: string, hasApplications: boolean): string {
  if (!hasApplications) return `${STANDALONE} ${call}`;
  const [, command = '', rest = ''] = /^(\S+) ?(.*)$/.exec(call) ?? [];
  return `npm run -s ${SCRIPTS[command] ?? command}${rest && ` -- ${rest}`}`;
}
