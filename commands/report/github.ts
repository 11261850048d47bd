import type { Position } from '../../manifests/object/document';
import { objectName } from '../../manifests/object/identity';
import type { Severity, Violation } from '../../manifests/object/violation';
import { visible } from './lines';

const COMMANDS: Record<Severity, string> = { error: 'error', warning: 'warning', info: 'notice' };

/**
 * Violations as annotations of a pull request: a job of GitHub Actions prints them.
 * @see https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands#setting-an-error-message
 */
export function githubReport(
  violations: readonly Violation[],
  positionOf: (violation: Violation) => Position | undefined,
): string {
  return violations.map((violation) => `${annotation(violation, positionOf(violation))}\n`).join('');
}

function annotation(violation: Violation, position: Position | undefined): string {
  const { severity, rule, path, message, fix, file, kind } = violation;
  const properties: Record<string, string | undefined> = {
    file: file === null || file === '-' ? undefined : file,
    line: position && file !== '-' ? String(position.line) : undefined,
    col: position && file !== '-' ? String(position.column) : undefined,
    title: rule,
  };
  const list = Object.entries(properties).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}=${escaped(value).replace(/:/g, '%3A').replace(/,/g, '%2C')}`],
  );
  const subject = [...(kind === null ? [] : [objectName(violation)]), ...(path === null ? [] : [path])].join(' ');
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
