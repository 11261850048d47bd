const FLAGS = /^(\^?)\(\?([is]+)\)/;
/** An escape, a class of characters as a whole, or one character. */
const TOKENS = /\\[\s\S]|\[\^?\]?(?:\\[\s\S]|\[:\^?[a-z]+:\]|[^\]\\])*\]|[\s\S]/gu;
/** What Go calls white space, and what a dot stands for unless a flag says otherwise. JavaScript has more of the one and less of the other. */
const SPACE = '\\t\\n\\f\\r ';
const DOT = '[^\\n]';
/** Escapes without a class that JavaScript has not, or understands in another way. */
const ESCAPES: Readonly<Record<string, string>> = {
  '\\s': `[${SPACE}]`,
  '\\S': `[^${SPACE}]`,
  '\\A': '^',
  '\\z': '$',
  '\\a': '\\x07',
};
/** Signs that need no escape, and that JavaScript with Unicode allows none for. */
const PLAIN = /^\\[^A-Za-z0-9^$\\.*+?()[\]{}|/]$/;

/** The pattern of a schema, which is a regular expression of Go. Flags that it sets for all that follows become ours. */
export function goPattern(pattern: string): RegExp {
  const [, anchor = '', flags = ''] = FLAGS.exec(pattern) ?? [];
  const plain = pattern.replace(FLAGS, anchor);
  const dot = flags.includes('s') ? '.' : DOT;
  const translated = plain.replaceAll(TOKENS, (token) => (token === '.' ? dot : translate(token)));
  try {
    return new RegExp(translated, `u${flags}`);
  } catch {
    // Go takes a lone brace for itself, JavaScript only without the flag for Unicode.
    return new RegExp(translated, flags);
  }
}

function translate(token: string): string {
  if (token.length > 1 && token.startsWith('[')) {
    return token.replaceAll(/\\[\s\S]/g, (escaped) =>
      escaped === '\\s' ? SPACE : escaped === '\\-' ? escaped : bare(escaped),
    );
  }
  return ESCAPES[token] ?? bare(token);
}

function bare(escaped: string): string {
  return PLAIN.test(escaped) ? escaped.slice(1) : escaped;
}
