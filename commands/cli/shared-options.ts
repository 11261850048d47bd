import { Argument, Option } from 'commander';
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

/** A file or folder, as seen from where the user called. */
export function pathOption(flags: string, description: string): Option {
  return new Option(flags, description).argParser(callerPath);
}

/** The last lines of a help: a call as it is typed. */
export function example(call: string): string {
  return `\nExample:\n  ${call}`;
}
