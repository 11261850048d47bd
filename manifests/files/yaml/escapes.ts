import { YamlProblem } from './problem';

const ESCAPE = /\\(?:U([0-9A-Fa-f]{8})|u([0-9A-Fa-f]{4})|[\s\S])/g;

/**
 * Go's reader has no escape for a slash, and none for a surrogate, which JSON writes in pairs for characters beyond 16 bits.
 * @throws YamlProblem
 */
export function checkEscapes(quoted: string, offset: number): void {
  for (const { 0: escaped, 1: long, 2: short, index } of quoted.matchAll(ESCAPE)) {
    const code = Number.parseInt(long ?? short ?? '0', 16);
    if (escaped === '\\/') throw new YamlProblem('\\/ is not a YAML escape', 'write the slash alone', offset + index);
    if (code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) {
      const fix = 'write the character itself, or \\U and its eight digits';
      throw new YamlProblem(`${escaped} is not a character`, fix, offset + index);
    }
  }
}
