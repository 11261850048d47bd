const SPACE = String.raw`[ \t\n\v\f\r]*`;
const ITEM = String.raw`"(?:[^"]|"")*"|[^ \t\n\v\f\r,"][^ \t\n\v\f\r,]*`;
const LIST = new RegExp(`^${SPACE}(?:(?:${ITEM})${SPACE}(?:,${SPACE}(?:${ITEM})${SPACE})*)?$`);

/**
 * Splits a comma-separated list as the server's SplitIdentifierString does, and removes double quotes. Undefined if the server would
 * refuse it: an unclosed quote, words without a comma between them, an empty entry.
 */
export function identifiersOf(text: string): readonly string[] | undefined {
  if (!LIST.test(text)) return undefined;
  const items = text.match(new RegExp(ITEM, 'g')) ?? [];
  return items.map((item) => (item.startsWith('"') ? item.slice(1, -1).replaceAll('""', '"') : item));
}
