import { sqlCodeOf } from './sql-code';

/** A table or view that a query reads, as it is written. */
export interface Relation {
  /** Undefined where the query leaves it to `search_path`. */
  readonly schema: string | undefined;
  readonly name: string;
}

const TOKEN = /"(?:[^"]|""){1,126}"|[A-Za-z_\u0080-\uffff][\w$\u0080-\uffff]*|[(),.;]/g;
/** Functions with a FROM between their parentheses that names no table: `extract(epoch FROM now())`. */
const FROM_INSIDE = new Set(['extract', 'overlay', 'substring', 'trim']);
const BEFORE_NAME = new Set(['only', 'lateral']);
/** What follows the list of a FROM clause. */
const AFTER_LIST = /^(?:where|group|order|having|window|union|intersect|except|limit|offset|fetch|for|select)$/;

/**
 * The tables and views in the FROM clauses of a query, each once: without those that a WITH defines, and without functions. It reads
 * words, not SQL: it may miss a table, and takes nothing else for one.
 */
export function relationsIn(sql: string): Relation[] {
  const words = sqlCodeOf(sql).match(TOKEN) ?? [];
  const found = new Map<string, Relation>();
  const defined = new Set(
    words.filter((_, i) => words[i + 1]?.toLowerCase() === 'as' && isParenthesis(words, i + 2)).map(plainName),
  );
  // For each open parenthesis whether a comma is followed by another table.
  const lists = [false];
  const names = [''];
  for (let i = 0; i < words.length; i += 1) {
    const word = words[i] ?? '';
    const lower = word.toLowerCase();
    if (word === '(') {
      lists.push(false);
      names.push(words[i - 1]?.toLowerCase() ?? '');
    } else if (word === ')' && lists.length > 1) {
      lists.pop();
      names.pop();
    } else if (AFTER_LIST.test(lower)) lists[lists.length - 1] = false;
    const isFrom =
      lower === 'from' && words[i - 1]?.toLowerCase() !== 'distinct' && !FROM_INSIDE.has(names.at(-1) ?? '');
    if (isFrom) lists[lists.length - 1] = true;
    if (!isFrom && lower !== 'join' && !(word === ',' && lists.at(-1))) continue;
    let start = i + 1;
    while (BEFORE_NAME.has(words[start]?.toLowerCase() ?? '')) start += 1;
    const relation = relationAt(words, start);
    if (relation === undefined || (relation.schema === undefined && defined.has(relation.name))) continue;
    found.set(`${relation.schema}.${relation.name}`, relation);
  }
  return [...found.values()];
}

function isParenthesis(words: readonly string[], at: number): boolean {
  const [next, after] = [words[at]?.toLowerCase(), words[at + 1]?.toLowerCase()];
  return next === '(' || next === 'materialized' || (next === 'not' && after === 'materialized');
}

/** Undefined for a function, a subquery and the end. */
function relationAt(words: readonly string[], start: number): Relation | undefined {
  const parts: string[] = [];
  let i = start;
  for (; isName(words[i]); i += 2) {
    parts.push(plainName(words[i] ?? ''));
    if (words[i + 1] !== '.') break;
  }
  const name = parts.at(-1);
  if (name === undefined || words[i + 1] === '(') return undefined;
  return { schema: parts.at(-2), name };
}

function isName(word: string | undefined): boolean {
  return word !== undefined && !/^[(),.;]$/.test(word) && !/^(?:select|values|unnest|rows)$/i.test(word);
}

/** As PostgreSQL stores it: in lower case, unless it is quoted. */
function plainName(word: string): string {
  return word.startsWith('"') ? word.slice(1, -1).replaceAll('""', '"') : word.toLowerCase();
}
