import { createColors } from 'picocolors';
import { groupBy } from '../manifests/group-by';
import { objectName } from '../manifests/suppress';
import type { Severity, Violation } from '../manifests/violation';

const MARKS: Record<Severity, string> = { error: '✖', warning: '⚠', info: 'ℹ' };
const COLORS = { error: 'red', warning: 'yellow', info: 'blue' } as const;

/**
 * Violations for people, grouped by object.
 * @param placeOf - where a violation stands: `cluster.yaml:12:5`
 */
export function report(
  violations: readonly Violation[],
  placeOf: (violation: Violation) => string | null,
  color: boolean,
): string {
  const colors = createColors(color);
  const groups = groupBy(violations, ({ file, document, ...object }) => `${file}\n${document}\n${objectName(object)}`);
  return [...groups.values()]
    .map((group) => {
      const [first] = group;
      const title = first?.kind == null ? (first?.file ?? 'suppressions') : objectName(first);
      const lines = group.flatMap((violation) => {
        const { severity, path, rule, message, fix } = violation;
        const mark = colors[COLORS[severity]](MARKS[severity]);
        const place = [placeOf(violation), path].filter((part) => part !== null).map(visible);
        const head = [...place, colors.dim(visible(rule))].join('  ');
        return [`  ${mark} ${head}`, `    ${visible(message)}`, ...(fix === null ? [] : [`    fix: ${visible(fix)}`])];
      });
      return [colors.bold(visible(title)), ...lines].map((line) => `${line}\n`).join('');
    })
    .join('\n');
}

/** `2 errors, 1 warning`; empty where there is nothing. */
export function summary(violations: readonly Violation[]): string {
  const counts = groupBy(violations, ({ severity }) => severity);
  return (['error', 'warning', 'info'] as const)
    .map((severity) => ({ severity, count: counts.get(severity)?.length ?? 0 }))
    .filter(({ count }) => count > 0)
    .map(({ severity, count }) => `${count} ${severity}${count === 1 || severity === 'info' ? '' : 's'}`)
    .join(', ');
}

export function hasErrors(violations: readonly Violation[]): boolean {
  return violations.some(({ severity }) => severity === 'error');
}

// Names and values come from anybody's YAML and may hold sequences that a terminal obeys.
function visible(text: string): string {
  return text.replace(
    /[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
