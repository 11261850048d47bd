import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** What a program said, and how it ended. */
export interface ScriptResult {
  readonly code: number;
  readonly output: string;
}

/** The formatter and what renders, as `npm run` starts them: what was written must be compiled before it runs. */
const SCRIPTS = {
  format: ['node_modules/@biomejs/biome/bin/biome', 'check', '--write', '--log-level=error'],
  synth: ['commands/cli/run.mjs', 'synth'],
  restore: ['commands/cli/run.mjs', 'restore'],
} as const;

/** Name of a script that a new application needs. */
export type ScriptName = keyof typeof SCRIPTS;

/** Runs a script of this repository in a process of its own. */
export function runScript(root: string, name: ScriptName, args: readonly string[]): ScriptResult {
  const [program, ...rest] = SCRIPTS[name];
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, program), ...rest, ...args], {
    cwd: root,
    encoding: 'utf8',
  });
  return { code: status ?? 1, output: stdout + stderr };
}
