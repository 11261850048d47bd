const SPACE = String.raw`[ \t\n\v\f\r]*`;
const ITEM = String.raw`"(?:[^"]|"")*"|[^ \t\n\v\f\r,"][^ \t\n\v\f\r,]*`;
const LIST = new RegExp(`^${SPACE}(?:(?:${ITEM})${SPACE}(?:,${SPACE}(?:${ITEM})${SPACE})*)?$`);

/**
 * Takes a list with commas apart as the server's SplitIdentifierString does, without its double quotes; undefined where it would refuse:
 * a quote that is not closed, words without a comma between them, nothing before or after a comma.
 */
export function identifiersOf(text: string): readonly string[] | undefined {
  if (!LIST.test(text)) return undefined;
  const items = text.match(new RegExp(ITEM, 'g')) ?? [];
  return items.map((item) => (item.startsWith('"') ? item.slice(1, -1).replaceAll('""', '"') : item));
}
