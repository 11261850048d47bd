import { diff } from '../../manifests/files/diff';
import type { RenderedApplications } from '../applications/render-applications';
import type { RunOutcome } from '../applications/run-outcome';
import type { Console } from '../cli/console';
import { folded } from '../report/lines';
import { hasErrors, report, summary } from '../report/report';

/**
 * Says whether the committed output is what synth would write; writes nothing.
 * @returns the exit code: 1 where it is stale, or where synth would refuse to write
 */
export function compareRendered(
  { output, violations, constructOf }: RenderedApplications,
  console: Console,
): RunOutcome {
  const errors = violations.filter(({ severity }) => severity === 'error');
  if (hasErrors(errors)) {
    console.err(folded(`${report(errors, constructOf, console.color)}\n${summary(errors)}\n`, console.columns));
    return { code: 1 };
  }
  const difference = diff(output);
  const { created, changed, removed, unchanged, foreign } = difference;
  const lines = [
    ...created.map((name) => `missing  ${name}`),
    ...changed.map((name) => `stale    ${name}`),
    ...removed.map((name) => `left     ${name} (nothing makes it any more)`),
    ...foreign.map((name) => `foreign  ${name} (not generated: move or delete it)`),
  ];
  if (lines.length === 0) {
    console.out(`${unchanged.length} files are fresh\n`);
    return { code: 0, difference };
  }
  console.err(`${lines.join('\n')}\nrun npm run synth\n`);
  return { code: 1 };
}
