import { createColors } from 'picocolors';
import type { Difference } from '../../manifests/files/diff';
import { write } from '../../manifests/files/write';
import type { RenderedApplications } from '../applications/render-applications';
import type { RunOutcome } from '../applications/run-outcome';
import type { Console } from '../cli/console';
import { folded } from '../report/lines';
import { hasErrors, report, summary } from '../report/report';

export interface WriteOptions {
  /** Print problems only. */
  readonly quiet: boolean;
  readonly console: Console;
}

/**
 * Says what is wrong and, if nothing is, makes the output folder what the applications say.
 * @returns the exit code: 1 for errors, and then nothing was written
 */
export function writeRendered(rendered: RenderedApplications, { console, quiet }: WriteOptions): RunOutcome {
  const { output, violations, constructOf } = rendered;
  const relevant = violations.filter(({ severity }) => severity !== 'info');
  if (relevant.length > 0) console.err(folded(`${report(relevant, constructOf, console.color)}\n`, console.columns));
  if (hasErrors(relevant)) {
    console.err(`${summary(relevant)}; nothing was written\n`);
    return { code: 1 };
  }
  const difference = write(output);
  if (!quiet) console.out(changes(difference, console.color));
  return { code: 0, difference };
}

function changes({ created, changed, removed, unchanged }: Difference, color: boolean): string {
  const colors = createColors(color);
  const lines = [
    ...created.map((name) => colors.green(`created  ${name}`)),
    ...changed.map((name) => colors.yellow(`changed  ${name}`)),
    ...removed.map((name) => colors.red(`removed  ${name}`)),
    `${unchanged.length} unchanged`,
  ];
  return lines.map((line) => `${line}\n`).join('');
}
