import { postgresIdentifierProblem } from '../kubernetes/names';
import { InvalidValueError } from '../text/invalid-value';

// Everything that becomes SQL text goes through here. The results are whole tokens, safe wherever SQL expects one, whether
// standard_conforming_strings is on or off; do not write them right after a letter, a digit, `_` or `$`.

/**
 * A name of a table, column, role, … as a quoted identifier: `two "words"` becomes `"two ""words"""`.
 *
 * @throws InvalidValueError for a name that PostgreSQL cannot store or would cut off at 63 bytes
 * @see https://www.postgresql.org/docs/current/sql-syntax-lexical.html#SQL-SYNTAX-IDENTIFIERS
 */
export function quoteIdentifier(name: string): string {
  const problem = postgresIdentifierProblem(name) ?? surrogateProblem(name);
  if (problem !== undefined) throw new InvalidValueError(`identifier ${JSON.stringify(name)} ${problem}`);
  return `"${name.replaceAll('"', '""')}"`;
}

/**
 * Names with dots between them: `schema.table`, each quoted by itself.
 *
 * @throws InvalidValueError as {@link quoteIdentifier} does
 */
export function quoteQualified(...names: readonly string[]): string {
  return names.map(quoteIdentifier).join('.');
}

/**
 * A text as a string constant. One with a backslash becomes `E'…'` with the backslash doubled, since a plain constant reads it in two
 * ways, depending on a parameter of the session.
 *
 * @throws InvalidValueError for a text with a zero character or half a surrogate pair, neither of which PostgreSQL can store
 * @see https://www.postgresql.org/docs/current/sql-syntax-lexical.html#SQL-SYNTAX-STRINGS
 */
export function quoteLiteral(text: string): string {
  checkText(text);
  const quoted = `'${text.replaceAll("'", "''")}'`;
  return text.includes('\\') ? `E${quoted.replaceAll('\\', '\\\\')}` : quoted;
}

/**
 * Texts as an array constructor of a type that is written as given: `ARRAY['a', 'b']::name[]`.
 *
 * @throws InvalidValueError as {@link quoteLiteral} does
 */
export function quoteArray(texts: readonly string[], type: 'name' | 'text'): string {
  return `ARRAY[${texts.map(quoteLiteral).join(', ')}]::pg_catalog.${type}[]`;
}

/**
 * A text between dollar quotes, as the bodies of functions are written. The tag is the first of `$body$`, `$body1$`, … that the text
 * cannot end: neither by containing it, nor by its own end together with the beginning of the closing tag.
 *
 * @throws InvalidValueError for a text with a zero character or half a surrogate pair
 * @see https://www.postgresql.org/docs/current/sql-syntax-lexical.html#SQL-SYNTAX-DOLLAR-QUOTING
 */
export function dollarQuote(text: string): string {
  checkText(text);
  for (let i = 0; ; i++) {
    const tag = `$body${i === 0 ? '' : i}$`;
    if ((text + tag).indexOf(tag) === text.length) return tag + text + tag;
  }
}

function checkText(text: string): void {
  const problem = text.includes('\0')
    ? 'has a zero character, which PostgreSQL cannot store; remove it'
    : surrogateProblem(text);
  if (problem !== undefined) throw new InvalidValueError(`text ${JSON.stringify(text)} ${problem}`);
}

// Written as UTF-8, each half of a pair becomes U+FFFD: two different names would become one.
function surrogateProblem(text: string): string | undefined {
  return /\p{Surrogate}/u.test(text) ? 'has half a surrogate pair, which UTF-8 cannot encode; remove it' : undefined;
}
