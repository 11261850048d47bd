import { createColors } from 'picocolors';
import { objectName } from '../../manifests/object/identity';
import type { Severity, Violation } from '../../manifests/object/violation';
import { groupBy } from '../../values/collections/group-by';
import { few } from '../../values/text/few';
import { visible, wrap } from './lines';

const MARKS: Record<Severity, string> = { error: '✖', warning: '⚠', info: 'ℹ' };
const COLORS = { error: 'red', warning: 'yellow', info: 'blue' } as const;

/** Of how many objects a rule may speak one by one. */
const FEW = 2;
/** How many places of one warning are listed, and how many objects of one place. */
const PLACES = 5;

/**
 * Violations for people: by file and object, the worst first. What is said of several objects alike is said once, with their places, and
 * so are all findings of a rule that speaks of many.
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
  const repeated = repeatedIn(violations);
  const taken = new Set(repeated.flat(2));

  function lines({ severity, message, rule, fix }: Violation, head: readonly string[]): string[] {
    const mark = colors[COLORS[severity]](MARKS[severity]);
    return [
      `  ${mark} ${[...head, colors.dim(visible(rule))].join('  ')}`,
      ...wrap(visible(message), 4, columns),
      ...(fix === null ? [] : wrap(`fix: ${visible(fix)}`, 4, columns).map((line) => colors.green(line))),
    ];
  }

  function placed(violation: Violation): string[] {
    const place = placeOf(violation);
    return place === null ? [] : [colors.cyan(visible(place))];
  }

  /** The object; nothing for a file, which is a place already. */
  function titles(violation: Violation): string[] {
    return violation.kind === null && placeOf(violation) !== null ? [] : [visible(titleOf(violation))];
  }

  function once(alike: readonly Violation[]): string[] {
    const [first] = alike;
    if (first === undefined) return [];
    const most = first.severity === 'error' ? alike.length : PLACES;
    const all = [...groupBy(alike, (each) => placeOf(each) ?? titleOf(each)).values()];
    const rest = all.slice(most).flatMap((those) => [...new Set(those.map(titleOf))]).length;
    return [
      ...lines(first, []),
      ...all.slice(0, most).map((those) => `    ${inOnePlace(those)}`),
      ...(rest === 0 ? [] : [`    and ${rest} more`]),
    ];
  }

  /** Overlays make many objects in one place. */
  function inOnePlace(those: readonly Violation[]): string {
    const names = [...new Set(those.flatMap(titles))];
    const listed = names.length === 0 ? [] : [few(names, PLACES)];
    return [...those.slice(0, 1).flatMap(placed), ...listed].join('  ');
  }

  const objects = [
    ...groupBy(
      violations.filter((each) => !taken.has(each)),
      keyOfObject,
    ),
  ];
  const blocks = objects.map(([, group]) => {
    const found = group.flatMap((violation) => {
      const path = violation.path === null ? [] : [visible(violation.path)];
      return lines(violation, [...placed(violation), ...path]);
    });
    return [colors.bold(visible(group[0] === undefined ? '' : titleOf(group[0]))), ...found];
  });
  const rest = repeated.map((groups) => [colors.bold(counted(groups.flat())), ...groups.flatMap(once)]);
  return [...blocks, ...rest].map((block) => block.map((line) => `${line}\n`).join('')).join('\n');
}

function counted(violations: readonly Violation[]): string {
  const what = violations.every(({ kind }) => kind === null) ? 'file' : 'object';
  const { size } = new Set(violations.map(keyOfObject));
  return `${size} ${what}${size === 1 ? '' : 's'}`;
}

function titleOf(violation: Violation): string {
  return violation.kind === null ? (violation.file ?? 'suppressions') : objectName(violation);
}

function keyOfObject({ file, document, ...rest }: Violation): string {
  return `${file}\n${document}\n${objectName(rest)}`;
}

/** The findings of each rule that are said together, those with one text together. */
function repeatedIn(violations: readonly Violation[]): (readonly Violation[])[][] {
  return [...groupBy(violations, ({ rule }) => rule).values()].flatMap((ofRule) => {
    const texts = [
      ...groupBy(ofRule, ({ severity, message, fix }) => JSON.stringify([severity, message, fix])).values(),
    ];
    const isOfMany = new Set(ofRule.map(keyOfObject)).size > FEW;
    const alike = isOfMany ? texts : texts.filter((group) => new Set(group.map(keyOfObject)).size > 1);
    return alike.length === 0 ? [] : [alike];
  });
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
