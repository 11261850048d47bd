/** `shop-db-r2`, and of that `shop-db-r3`. */
export function nextName(source: string, used: ReadonlySet<string>): string {
  const base = source.replace(/-r\d+$/, '');
  let number = 2;
  while (used.has(`${base}-r${number}`)) number++;
  return `${base}-r${number}`;
}
