const MOST = 3;

/** `a, b, c and 218 more`: in a fleet every namespace may have what is named. */
export function few(names: readonly string[]): string {
  const more = names.length > MOST ? ` and ${names.length - MOST} more` : '';
  return `${names.slice(0, MOST).join(', ')}${more}`;
}
