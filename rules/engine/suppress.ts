import { objectName } from '../../manifests/object/identity';
import type { Layer, Violation } from '../../manifests/object/violation';
import type { Suppression } from '../../values/declarations/suppression';

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
 * Removes the violations that a suppression names by rule and object, and adds one for every suppression that is wrong or unused: a
 * forgotten one would hide the next mistake. What the API server would refuse cannot be accepted.
 */
export function suppress(
  violations: readonly Violation[],
  suppressions: readonly GivenSuppression[],
  { now, kindOf }: { readonly now: Date; readonly kindOf: (rule: string) => SuppressionKind | undefined },
): Violation[] {
  if (suppressions.length === 0) return [...violations];
  const present = new Set(violations.filter(({ layer }) => layer === 'expert').map(keyOf));
  const valid = new Set<string>();
  const problems = suppressions.flatMap((suppression): Violation[] => {
    const key = `${suppression.rule}\n${suppression.object}`;
    const kind = kindOf(suppression.rule);
    const problem = problemOf(suppression, {
      now,
      kind,
      isUsed: kind === 'expert' && present.has(key),
      isRepeated: valid.has(key),
    });
    if (problem === undefined) valid.add(key);
    return problem === undefined ? [] : [problem];
  });
  return [...violations.filter(({ layer, ...rest }) => layer === 'admission' || !valid.has(keyOf(rest))), ...problems];
}

interface Situation {
  readonly now: Date;
  readonly kind: SuppressionKind | undefined;
  readonly isUsed: boolean;
  readonly isRepeated: boolean;
}

function problemOf(suppression: GivenSuppression, { now, kind, isUsed, isRepeated }: Situation): Violation | undefined {
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
  if (!isUsed && !isPartial)
    return problem('suppression-unused', suppression, 'suppresses nothing', 'delete it, or correct rule and object');
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
