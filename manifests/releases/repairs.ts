import { Version } from '../../values/cnpg/version';

/** A release with a fix, and its day. */
export interface Repair {
  readonly version: string;
  readonly date: string;
}

/** The first fixed release of each minor that got the fix, oldest first. Older minors keep the bug; newer ones never had it. */
export type Repairs = readonly [Repair, ...Repair[]];

/** Releases with fixes of bugs, by month of 2026. */
export const FEBRUARY: readonly [Repair] = [{ version: '1.28.1', date: '2026-02-05' }];
export const MARCH: readonly [Repair] = [{ version: '1.28.2', date: '2026-03-31' }];
export const MAY: readonly [Repair, Repair] = [
  { version: '1.28.3', date: '2026-05-08' },
  { version: '1.29.1', date: '2026-05-08' },
];
export const JUNE: readonly [Repair, Repair] = [
  { version: '1.28.4', date: '2026-06-29' },
  { version: '1.29.2', date: '2026-06-29' },
];

/** The release that fixes a bug for users of this version; undefined if the version does not have the bug. */
export function repairFor<R extends { readonly version: string }>(
  { repairs }: { readonly repairs: readonly [R, ...R[]] },
  operator: string,
): R | undefined {
  const version = Version.parse(operator);
  const sameMinor = repairs.find((repair) => {
    const { major, minor } = Version.parse(repair.version);
    return major === version.major && minor === version.minor;
  });
  const repair = sameMinor ?? repairs[0];
  return version.compareTo(Version.parse(repair.version)) < 0 ? repair : undefined;
}
