import { Lexer } from 'yaml';

/** The lines of a text with comments, from 1: no object carries them. */
export function commentLines(text: string): number[] {
  const lines: number[] = [];
  let line = 1;
  for (const token of new Lexer().lex(text)) {
    if (token.startsWith('#')) lines.push(line);
    line += token.split('\n').length - 1;
  }
  return [...new Set(lines)];
}
