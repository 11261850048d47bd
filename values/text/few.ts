/**
 * `a, b, c and 218 more`: in a fleet every namespace may have what is named.
 * @param most - how many are named
 */
export function few(names: readonly string[], most = 3, between = ', '): string {
  const more = names.length > most ? ` and ${names.length - most} more` : '';
  return `${names.slice(0, most).join(between)}${more}`;
}
