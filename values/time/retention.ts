import { InvalidValueError, wholeNumber } from '../text/invalid-value';

/** A recovery window: something that prints in CNPG's `retentionPolicy` grammar (`30d`, `4w`, `6m`). */
export interface Retention {
  /** @throws InvalidValueError if it is not a whole number of days, weeks or months */
  toRetention(): string;
}

const DAYS = { d: 1, w: 7, m: 31 } as const;
const POLICY = /^([1-9][0-9]*)([dwm])$/;

/** Months exist in retention policies only: as a time they have no fixed length. Barman counts 31 days for each. */
export function retentionMonths(count: number): Retention {
  const text = `${wholeNumber('A retention in months', count, 1)}m`;
  return Object.freeze({ toRetention: () => text, toString: () => text });
}

/**
 * Days that a policy text covers, a month counted as 31 as Barman does.
 *
 * @throws InvalidValueError outside `^[1-9][0-9]*[dwm]$`
 */
export function retentionDays(policy: string): number {
  const [, count, unit] = POLICY.exec(policy) ?? [];
  if (unit === 'd' || unit === 'w' || unit === 'm') return Number(count) * DAYS[unit];
  throw new InvalidValueError(
    `retention policy "${policy}": write a number above 0 and d, w or m (days, weeks, months), such as 30d`,
  );
}
