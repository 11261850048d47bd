const CREATE =
  /\bcreate\s{1,20}extension\s{1,20}(?:if\s{1,20}not\s{1,20}exists\s{1,20})?("(?:[^"]|""){1,126}"|[a-z_][\w$]{0,62})/gi;
const OPENING = /--|\/\*|'|\$\w{0,62}\$/g;

/** The extensions that SQL creates for certain: comments, constants and the bodies of functions and DO are left out. */
export function createdExtensions(sql: string): string[] {
  if (!/extension/i.test(sql)) return [];
  const names = [...statements(sql).matchAll(CREATE)].map(([, name = '']) =>
    name.startsWith('"') ? name.slice(1, -1).replaceAll('""', '"') : name.toLowerCase(),
  );
  return [...new Set(names)];
}

/** The text outside of comments, constants and dollar quotes. What is not closed ends the text, as it does for PostgreSQL. */
function statements(sql: string): string {
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
