import { objectName } from '../../manifests/object/identity';
import type { Layer, Violation } from '../../manifests/object/violation';
import { isForSeveral, isSuppressed, patternProblem } from '../../values/declarations/suppressed-object';
import type { Suppression } from '../../values/declarations/suppression';
import { meantObject } from './meant-object';

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** The type of an id. Findings of expert rules can be accepted; refusals of the cluster cannot. */
export type SuppressionKind = Layer | 'own';

/** A suppression, and where it is written. */
export interface GivenSuppression extends Suppression {
  /** @default - in an application, which is code */
  readonly place?: Pick<Violation, 'file' | 'document' | 'path'>;
  /** Whether some of what it may be for was not judged: that nothing needs it is unknown then. @default false */
  readonly isPartial?: boolean;
}

/**
 * Removes the violations that a suppression names by rule and object, or by a pattern of objects, and adds one for every suppression that is wrong
 * or unused: a forgotten one would hide the next mistake. What the API server would refuse cannot be accepted.
 */
export function suppress(
  violations: readonly Violation[],
  suppressions: readonly GivenSuppression[],
  { now, kindOf }: { readonly now: Date; readonly kindOf: (rule: string) => SuppressionKind | undefined },
): Violation[] {
  if (suppressions.length === 0) return [...violations];
  const present = new Map(
    violations
      .filter(({ layer }) => layer === 'expert')
      .map((each) => [keyOf(each), { rule: each.rule, name: objectName(each) }]),
  );
  const accepted = new Set<string>();
  const valid = new Set<string>();
  const problems: (Violation | undefined)[] = [];
  // Where one of several objects has a suppression of its own, that is for it.
  const inTurn = [...suppressions.entries()].sort(
    ([, a], [, b]) => Number(isForSeveral(a.object)) - Number(isForSeveral(b.object)),
  );
  for (const [position, suppression] of inTurn) {
    const key = `${suppression.rule}\n${suppression.object}`;
    const kind = kindOf(suppression.rule);
    const own = kind === 'expert' ? keysOf(suppression, present).filter((each) => !accepted.has(each)) : [];
    const isRepeated = valid.has(key);
    const meant = () => meantObject(suppression.object, namesOf(suppression, present));
    problems[position] = problemOf(suppression, { now, kind, isUsed: own.length > 0, isRepeated, meant });
    if (problems[position] !== undefined) continue;
    valid.add(key);
    for (const each of own) accepted.add(each);
  }
  return [
    ...violations.filter((each) => each.layer === 'admission' || !accepted.has(keyOf(each))),
    ...problems.flatMap((each) => each ?? []),
  ];
}

type Present = ReadonlyMap<string, { readonly rule: string; readonly name: string }>;

/** The objects with findings of its rule. */
function namesOf({ rule }: GivenSuppression, present: Present): string[] {
  return [...present.values()].flatMap((found) => (found.rule === rule ? [found.name] : []));
}

/** The findings that a suppression is for. */
function keysOf({ rule, object }: GivenSuppression, present: Present): string[] {
  const key = `${rule}\n${object}`;
  if (!isForSeveral(object)) return present.has(key) ? [key] : [];
  return [...present].flatMap(([each, found]) =>
    found.rule === rule && isSuppressed(object, found.name) ? [each] : [],
  );
}

interface Situation {
  readonly now: Date;
  readonly kind: SuppressionKind | undefined;
  readonly isUsed: boolean;
  readonly isRepeated: boolean;
  /** The object that it may mean, where it is for none. */
  readonly meant: () => string | undefined;
}

function problemOf(
  suppression: GivenSuppression,
  { now, kind, isUsed, isRepeated, meant }: Situation,
): Violation | undefined {
  const { rule, reason, expires, isPartial } = suppression;
  if (kind === 'admission') {
    return problem(
      'suppression-admission',
      suppression,
      'suppresses what the cluster would refuse',
      'correct the object',
    );
  }
  if (kind === undefined)
    return problem(
      'suppression-unknown-rule',
      suppression,
      `names an unknown rule ("${rule}")`,
      'correct the id of the rule',
    );
  const pattern = patternProblem(suppression.object);
  if (pattern !== undefined) {
    const fix = `write the kind, and a part of the namespace or of the name: ${meant() ?? 'Cluster team-*/db'}`;
    return problem('suppression-pattern', suppression, pattern, fix);
  }
  if (reason.trim() === '')
    return problem('suppression-reason', suppression, 'gives no reason', 'state why this is accepted here');
  if (expires !== undefined && !isDay(expires)) {
    return problem(
      'suppression-expires',
      suppression,
      `expires on "${expires}", which is not a date`,
      'write a date such as 2027-01-31',
    );
  }
  if (hasExpired(suppression, now)) {
    return problem(
      'suppression-expired',
      suppression,
      `expired on ${expires}`,
      'correct the object, or renew the suppression',
    );
  }
  if (isRepeated) return problem('suppression-unused', suppression, 'appears twice', 'delete one of the two');
  if (!isUsed && !isPartial) {
    const object = meant();
    const fix = object === undefined ? 'delete it, or correct rule and object' : `write ${object}, or delete it`;
    return problem('suppression-unused', suppression, 'suppresses nothing', fix);
  }
  return undefined;
}

/** Whether it has expired, in UTC. An expired suppression accepts nothing. */
export function hasExpired({ expires }: Suppression, now: Date): boolean {
  return expires !== undefined && now >= new Date(`${expires}T00:00:00Z`);
}

function problem(
  rule: string,
  { rule: suppressed, object, place }: GivenSuppression,
  message: string,
  fix: string,
): Violation {
  return {
    rule,
    layer: 'expert',
    severity: 'error',
    kind: null,
    namespace: null,
    name: null,
    message: `the suppression of ${suppressed} for ${object} ${message}`,
    fix,
    ...(place ?? { path: null, file: null, document: null }),
  };
}

function isDay(day: string): boolean {
  const date = new Date(`${day}T00:00:00Z`);
  return DAY.test(day) && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day);
}

function keyOf({ rule, kind, namespace, name }: Omit<Violation, 'layer'>): string {
  return `${rule}\n${objectName({ kind, namespace, name })}`;
}
