const OPENING = /--|\/\*|'|\$\w{0,62}\$/g;

/** The text outside of comments, constants and dollar quotes. What is not closed ends the text, as it does for PostgreSQL. */
export function sqlCodeOf(sql: string): string {
  let kept = '';
  let from = 0;
  const opening = new RegExp(OPENING);
  for (let found = opening.exec(sql); found !== null; found = opening.exec(sql)) {
    const [word] = found;
    kept += `${sql.slice(from, found.index)} `;
    const closing = word === '--' ? '\n' : word === '/*' ? '*/' : word;
    const end = sql.indexOf(closing, opening.lastIndex);
    if (end < 0) return kept;
    from = end + closing.length;
    opening.lastIndex = from;
  }
  return kept + sql.slice(from);
}
