const FLAGS = /^(\^?)\(\?([is]+)\)/;

/** The pattern of a schema, which is a regular expression of Go. Flags that it sets for all that follows become ours. */
export function goPattern(pattern: string): RegExp {
  const [, anchor = '', flags = ''] = FLAGS.exec(pattern) ?? [];
  const plain = pattern.replace(FLAGS, anchor);
  try {
    return new RegExp(plain, `u${flags}`);
  } catch {
    // Go lets any sign be escaped, JavaScript only without the flag for Unicode.
    return new RegExp(plain, flags);
  }
}
