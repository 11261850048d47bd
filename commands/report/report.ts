import { createColors } from 'picocolors';
import { objectName } from '../../manifests/object/identity';
import type { Severity, Violation } from '../../manifests/object/violation';
import { groupBy } from '../../values/collections/group-by';
import { visible, wrap } from './lines';

const MARKS: Record<Severity, string> = { error: '✖', warning: '⚠', info: 'ℹ' };
const COLORS = { error: 'red', warning: 'yellow', info: 'blue' } as const;

type Group = readonly [Violation, ...Violation[]];

/**
 * Violations for people: by file and object, the worst first; what is merely worth knowing of several objects alike is said once,
 * at the end.
 * @param placeOf - where a violation is: `cluster.yaml:12:5`
 * @param columns - characters in a line; by default lines are not broken
 */
export function report(
  violations: readonly Violation[],
  placeOf: (violation: Violation) => string | null,
  color: boolean,
  columns?: number,
): string {
  const colors = createColors(color);
  const { repeated, single } = apart(violations);

  function lines({ severity, message, rule, fix }: Violation, head: readonly string[]): string[] {
    const mark = colors[COLORS[severity]](MARKS[severity]);
    return [
      `  ${mark} ${[...head, colors.dim(visible(rule))].join('  ')}`,
      ...wrap(visible(message), 4, columns),
      ...(fix === null ? [] : wrap(`fix: ${visible(fix)}`, 4, columns).map((line) => colors.green(line))),
    ];
  }

  const objects = [...groupBy(single, ({ file, document, ...rest }) => `${file}\n${document}\n${objectName(rest)}`)];
  const blocks = objects.map(([, group]) => {
    const [first] = group;
    const title = first?.kind == null ? (first?.file ?? 'suppressions') : objectName(first);
    const found = group.flatMap((violation) => {
      const place = placeOf(violation);
      const path = violation.path === null ? [] : [visible(violation.path)];
      return lines(violation, [...(place === null ? [] : [colors.cyan(visible(place))]), ...path]);
    });
    return [colors.bold(visible(title)), ...found];
  });
  const rest = repeated.map((group) => [colors.bold(`${group.length} objects`), ...lines(group[0], [])]);
  return [...blocks, ...rest].map((block) => block.map((line) => `${line}\n`).join('')).join('\n');
}

/** Infos that several objects share, apart from everything else. */
function apart(violations: readonly Violation[]): { repeated: readonly Group[]; single: readonly Violation[] } {
  const infos = violations.filter(({ severity }) => severity === 'info');
  const groups = groupBy(infos, ({ rule, message, fix }) => JSON.stringify([rule, message, fix]));
  const repeated = [...groups.values()].filter((group): group is [Violation, Violation] => group.length > 1);
  const taken = new Set(repeated.flat());
  return { repeated, single: violations.filter((violation) => !taken.has(violation)) };
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
