/** Control characters in a form that can be read: names and values come from anybody's YAML, and a terminal obeys some of them. */
export function visible(text: string): string {
  return text.replace(
    /[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** A text for a terminal: its lines are broken where the window ends, and go on below where they began. */
export function folded(text: string, columns?: number): string {
  if (columns === undefined) return text;
  const lines = text.split('\n').flatMap((line) => {
    const begin = line.length - line.trimStart().length;
    return widthOf(line) <= columns ? [line] : wrap(line.trimStart(), begin, columns);
  });
  return lines.join('\n');
}

/** Without the escapes of colours, which take no place. */
function widthOf(text: string): number {
  return text.replace(/\u001b\[\d+m/g, '').length;
}

/** A text in lines that start with some spaces; a word that is longer than a line keeps one of its own. */
export function wrap(text: string, indent: number, columns = Number.POSITIVE_INFINITY): string[] {
  const width = Math.max(columns - indent, 20);
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && widthOf(last) + 1 + widthOf(word) <= width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines.map((line) => ' '.repeat(indent) + line);
}
