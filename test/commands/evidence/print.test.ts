import { array, assert, constantFrom, oneof, property, string } from 'fast-check';
import { lexer, type Tokens } from 'marked';
import { describe, expect, it } from 'vitest';
import { type Block, code, heading, items, paragraph, table } from '../../../commands/evidence/document';
import { printEvidenceMarkdown } from '../../../commands/evidence/evidence-markdown';
import { printHtml } from '../../../commands/evidence/print-html';
import { all, parseHtml, rowsOf, textOf } from './html';

const HOSTILE = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' onmouseover='x",
  '</td></tr></table><h1>',
  '&lt;b&gt;',
  'a | b || c',
  '`code` ``more``',
  '`',
  '[link](javascript:alert(1))',
  '![x](http://evil)',
  'see https://evil.example, www.evil.example or a@evil.example',
  '**bold** _it_ ~~no~~ # x',
  'back\\slash\\|',
  '&amp; & &',
];

function cellsOf(markdown: string): string[][] {
  const found = lexer(markdown).find((token): token is Tokens.Table => token.type === 'table');
  return (found?.rows ?? []).map((row) => row.map(({ tokens }) => tokens.map(shown).join('')));
}

/** What a reader sees of a token; anything but text, code and strong is something that a name has smuggled in. */
function shown(token: Tokens.Generic): string {
  if (['text', 'escape', 'codespan'].includes(token.type)) return unescaped(token.text);
  if (token.type === 'strong') return (token.tokens ?? []).map(shown).join('');
  return `<${token.type}>`;
}

function unescaped(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

const page = (cells: readonly string[]): Block[] => [
  heading(1, cells[0] ?? ''),
  paragraph('It says ', code(cells[0] ?? ''), '.'),
  items([[cells[0] ?? '']]),
  table(
    ['plain', 'code', 'verdict'],
    cells.map((cell) => [cell, code(cell), { verdict: 'holds as stated' }]),
  ),
];

describe('hostile names', () => {
  it.each(HOSTILE)('are shown in HTML: %s', (name) => {
    const parsed = parseHtml(printHtml(page([name])));
    expect(rowsOf(parsed)[1]).toEqual([name, name, 'holds as stated']);
    expect(all(parsed, 'title').map(textOf)).toEqual([name]);
    expect(all(parsed, 'h1').map(textOf)).toEqual([name]);
    expect(all(parsed, 'p').map(textOf)).toEqual([`It says ${name}.`]);
    expect(all(parsed, 'li').map(textOf)).toEqual([name]);
    expect([all(parsed, 'script'), all(parsed, 'img')]).toEqual([[], []]);
  });

  it.each(HOSTILE.filter((name) => !name.includes('&')))('are shown in Markdown: %s', (name) => {
    expect(cellsOf(printEvidenceMarkdown(page([name])))).toEqual([[name, name, 'holds as stated']]);
  });

  it('never make another element', () => {
    const nasty = array(oneof(constantFrom(...HOSTILE), string()), { maxLength: 3 }).map((parts) => parts.join(' '));
    assert(
      property(nasty, (name) => {
        expect(rowsOf(parseHtml(printHtml(page([name]))))[1]?.[0]).toBe(name);
        const rows = cellsOf(printEvidenceMarkdown(page([name])));
        expect(rows).toHaveLength(1);
        expect(rows[0]).toHaveLength(3);
        expect(rows[0]?.join('')).not.toMatch(/<(html|link|image|em|del|br)>/);
      }),
    );
  });
});

it('loads nothing and runs nothing', () => {
  const parsed = parseHtml(printHtml(page(['x'])));
  const [policy] = all(parsed, 'meta').filter(({ attributes }) => attributes.includes('Content-Security-Policy'));
  expect(policy?.attributes).toContain("default-src 'none'");
  expect(['link', 'script', 'img', 'iframe'].flatMap((tag) => all(parsed, tag))).toEqual([]);
  expect(all(parsed, 'style').map(textOf).join('')).not.toMatch(/url\(|@import/);
});

it('says that a table is empty', () => {
  expect(printEvidenceMarkdown([table(['a'], [])])).toBe('None.\n');
  expect(printEvidenceMarkdown([table(['a'], [], 'Nobody.')])).toBe('Nobody.\n');
});
