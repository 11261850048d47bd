import { sqlCodeOf } from './sql-code';

const CREATE =
  /\bcreate\s{1,20}extension\s{1,20}(?:if\s{1,20}not\s{1,20}exists\s{1,20})?("(?:[^"]|""){1,126}"|[a-z_][\w$]{0,62})/gi;

/** The extensions that SQL creates for certain: comments, constants and the bodies of functions and DO are left out. */
export function createdExtensions(sql: string): string[] {
  if (!/extension/i.test(sql)) return [];
  const names = [...sqlCodeOf(sql).matchAll(CREATE)].map(([, name = '']) =>
    name.startsWith('"') ? name.slice(1, -1).replaceAll('""', '"') : name.toLowerCase(),
  );
  return [...new Set(names)];
}
