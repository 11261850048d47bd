/** Something that differs from what is declared, for people. */
export interface Note {
  /** A parameter, a library, a field. */
  readonly what: string;
  /** As declared. */
  readonly value?: string;
  /** What is used in its place. @default - it is left out */
  readonly used?: string;
  readonly why: string;
}

export function printNote({ what, value, used, why }: Note): string {
  const change = used === undefined ? 'left out' : 'scaled';
  const values = [value, used].filter((each) => each !== undefined).join(' → ');
  return `  ${change.padEnd(8)}  ${values === '' ? what : `${what} ${values}`}: ${why}\n`;
}
