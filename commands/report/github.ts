import type { Position } from '../../manifests/object/document';
import { objectName } from '../../manifests/object/identity';
import type { Severity, Violation } from '../../manifests/object/violation';
import { groupBy } from '../../values/collections/group-by';
import { few } from '../../values/text/few';
import { visible } from './lines';

const COMMANDS: Record<Severity, string> = { error: 'error', warning: 'warning', info: 'notice' };
/** How many objects an annotation names. */
const NAMES = 5;

/**
 * Violations as annotations of a pull request: a job of GitHub Actions prints them.
 * @see https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands#setting-an-error-message
 */
export function githubReport(
  violations: readonly Violation[],
  positionOf: (violation: Violation) => Position | undefined,
): string {
  const alike = groupBy(violations, (violation) => {
    const { kind, namespace: _, name, file, document, ...said } = violation;
    // Overlays make many objects of one document; GitHub shows ten annotations of a step.
    return JSON.stringify([said, file, document, file === null ? [kind, name] : positionOf(violation)]);
  });
  return [...alike.values()].map((those) => `${annotation(those, positionOf)}\n`).join('');
}

function annotation(those: readonly Violation[], positionOf: (violation: Violation) => Position | undefined): string {
  const [violation] = those;
  if (violation === undefined) return '';
  const { severity, rule, path, message, fix, file } = violation;
  const position = positionOf(violation);
  const properties: Record<string, string | undefined> = {
    file: file === null || file === '-' ? undefined : file,
    line: position && file !== '-' ? String(position.line) : undefined,
    col: position && file !== '-' ? String(position.column) : undefined,
    title: rule,
  };
  const list = Object.entries(properties).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}=${escaped(value).replace(/:/g, '%3A').replace(/,/g, '%2C')}`],
  );
  const names = [...new Set(those.flatMap((each) => (each.kind === null ? [] : [objectName(each)])))];
  const subject = [...(names.length === 0 ? [] : [few(names, NAMES)]), ...(path === null ? [] : [path])].join(' ');
  const text = `${subject === '' ? '' : `${subject}: `}${message}${fix === null ? '' : `\nfix: ${fix}`}`;
  return `::${COMMANDS[severity]} ${list.join(',')}::${escaped(text)}`;
}

// Line ends are the runner's own escapes; what else a log or a terminal would obey is made visible.
function escaped(text: string): string {
  return text
    .replace(/[^\r\n]+/g, visible)
    .replace(/%/g, '%25')
    .replace(/\r/g, '%0D')
    .replace(/\n/g, '%0A');
}
