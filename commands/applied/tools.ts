import { execFile } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** How long one rendering may take. */
const SECONDS = 30;
/** How much is shown of what it says: kustomize begins with where it is, and ends with what is wrong. */
const LONGEST_BEGIN = 200;
const LONGEST_END = 300;
const LARGEST_OUTPUT = 64 * 1024 * 1024;

/** What a tool printed, or why it printed nothing. */
export type Printed = { readonly text: string } | { readonly failed: string };

/** The programs that render, as far as they are installed. */
export interface Tools {
  /** The command line before the folder. */
  readonly kustomize: readonly string[] | undefined;
  readonly helm: string | undefined;
  readonly flux: string | undefined;
}

export function findTools(path = process.env.PATH ?? ''): Tools {
  const find = (name: string) =>
    path
      .split(delimiter)
      .map((folder) => join(folder, name))
      .find(isProgram);
  const [kustomize, kubectl] = [find('kustomize'), find('kubectl')];
  return {
    kustomize: kustomize ? [kustomize, 'build'] : kubectl ? [kubectl, 'kustomize'] : undefined,
    helm: find('helm'),
    flux: find('flux'),
  };
}

/**
 * Runs a program without a shell and without an answer from anybody.
 * @param cwd - the folder in which it runs
 */
export function runTool(command: readonly string[], cwd = process.cwd()): Promise<Printed> {
  const [program = '', ...args] = command;
  return new Promise((resolve) => {
    const options = { cwd, timeout: SECONDS * 1_000, killSignal: 'SIGKILL', maxBuffer: LARGEST_OUTPUT } as const;
    const child = execFile(program, args, options, (error, stdout, stderr) => {
      if (error === null) return resolve({ text: stdout });
      resolve({ failed: error.killed ? `it took more than ${SECONDS} seconds` : saidIn(stderr || error.message) });
    });
    child.stdin?.end();
  });
}

/** What a tool said, in one line, without the head of a log line. */
function saidIn(stderr: string): string {
  const said = stderr
    .replace(/^[EWF]\d{4} .*?\] "command failed" err=[<"]?/m, '')
    .replace(/^# Warning: .*$/gm, '')
    .replace(/^\s*(?:✗|error:)\s*/i, '');
  // Where something lay in the memory of the tool differs from run to run.
  const line = said
    .replace(/\b0x[0-9a-f]{6,}/g, '0x…')
    .replace(/\s+/g, ' ')
    .trim();
  if (line.length <= LONGEST_BEGIN + LONGEST_END) return line;
  return `${line.slice(0, LONGEST_BEGIN)} … ${line.slice(-LONGEST_END)}`;
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
