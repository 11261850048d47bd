const FLAGS = /^(\^?)\(\?([is]+)\)/;
/** An escape, a whole character class, or one character. */
const TOKENS = /\\[\s\S]|\[\^?\]?(?:\\[\s\S]|\[:\^?[a-z]+:\]|[^\]\\])*\]|[\s\S]/gu;
/** White space in Go, and what a dot matches unless a flag changes it. JavaScript has more white space, and its dot matches less. */
const SPACE = '\\t\\n\\f\\r ';
const DOT = '[^\\n]';
/** Escapes, other than classes, that JavaScript lacks or interprets differently. */
const ESCAPES: Readonly<Record<string, string>> = {
  '\\s': `[${SPACE}]`,
  '\\S': `[^${SPACE}]`,
  '\\A': '^',
  '\\z': '$',
  '\\a': '\\x07',
};
/** Characters that need no escape, and that JavaScript's Unicode mode does not allow to be escaped. */
const PLAIN = /^\\[^A-Za-z0-9^$\\.*+?()[\]{}|/]$/;

/** The pattern of a schema, which is a Go regular expression. Leading flags become JavaScript's. */
export function goPattern(pattern: string): RegExp {
  const [, anchor = '', flags = ''] = FLAGS.exec(pattern) ?? [];
  const plain = pattern.replace(FLAGS, anchor);
  const dot = flags.includes('s') ? '.' : DOT;
  const translated = plain.replaceAll(TOKENS, (token) => (token === '.' ? dot : translate(token)));
  try {
    return new RegExp(translated, `u${flags}`);
  } catch {
    // Go accepts a lone brace as a literal, JavaScript only without the Unicode flag.
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
