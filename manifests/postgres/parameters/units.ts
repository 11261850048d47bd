import type { ParameterUnit } from './parameter';

/** Units in bytes or milliseconds, from the smallest to the largest, as in the tables of guc.c. */
export const MEMORY_UNITS: readonly (readonly [unit: string, bytes: number])[] = [
  ['B', 1],
  ['kB', 2 ** 10],
  ['MB', 2 ** 20],
  ['GB', 2 ** 30],
  ['TB', 2 ** 40],
];
export const TIME_UNITS: readonly (readonly [unit: string, milliseconds: number])[] = [
  ['us', 0.001],
  ['ms', 1],
  ['s', 1000],
  ['min', 60_000],
  ['h', 3_600_000],
  ['d', 86_400_000],
];
const SIZES: Readonly<Record<ParameterUnit, number>> = {
  B: 1,
  kB: 2 ** 10,
  '8kB': 2 ** 13,
  MB: 2 ** 20,
  ms: 1,
  s: 1000,
  min: 60_000,
};

export function isMemory(unit: ParameterUnit): unit is 'B' | 'kB' | '8kB' | 'MB' {
  return unit.endsWith('B');
}

/** The size of a unit, in bytes or milliseconds. */
export function sizeOf(unit: ParameterUnit): number {
  return SIZES[unit];
}

export function unitsFor(unit: ParameterUnit): readonly (readonly [unit: string, size: number])[] {
  return isMemory(unit) ? MEMORY_UNITS : TIME_UNITS;
}

/** A setting in the largest unit that divides it: 16384 blocks are `128MB`. Codes such as -1 and 0 have no unit. */
export function format(setting: number, unit: ParameterUnit | undefined): string {
  if (unit === undefined || setting <= 0) return String(setting);
  const amount = setting * SIZES[unit];
  const [name, size] = unitsFor(unit).findLast(([, each]) => amount % each === 0 && amount >= each) ?? [
    unit,
    SIZES[unit],
  ];
  return `${amount / size}${name}`;
}
