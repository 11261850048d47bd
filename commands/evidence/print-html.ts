import type { Block, Inline } from './document';

/** A report as one page that loads nothing, fits on paper, and runs no program whatever a name in it says. */
export function printHtml(blocks: readonly Block[]): string {
  const title = blocks.find((each) => each.kind === 'heading')?.text ?? '';
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escaped(title)}</title>
<style>
${STYLE}</style>
</head>
<body>
${blocks.map(block).join('\n')}
</body>
</html>
`;
}

const STYLE = `body { font: 15px/1.5 system-ui, sans-serif; max-width: 70rem; margin: 2rem auto; padding: 0 1rem; color: #1b1f24; background: #fff; }
h1 { font-size: 1.7rem; } h2 { font-size: 1.3rem; margin-top: 2.5rem; border-bottom: 1px solid #c8cdd3; } h3 { font-size: 1.05rem; margin-top: 1.8rem; }
table { border-collapse: collapse; width: 100%; margin: .7rem 0; }
th, td { border: 1px solid #c8cdd3; padding: .3rem .5rem; text-align: left; vertical-align: top; overflow-wrap: break-word; }
th { background: #eef1f4; }
code { font: .87em/1.4 ui-monospace, monospace; overflow-wrap: anywhere; }
strong.holds { color: #14612b; } strong.accepted { color: #7a4b00; } strong.missing { color: #a40e26; }
@media print {
  body { font-size: 10pt; margin: 0; max-width: none; }
  thead { display: table-header-group; } tr, h2, h3 { break-inside: avoid; } h2, h3 { break-after: avoid; }
}
@page { margin: 18mm 14mm; }
`;

function block(given: Block): string {
  switch (given.kind) {
    case 'heading':
      return `<h${given.level}>${escaped(given.text)}</h${given.level}>`;
    case 'paragraph':
      return `<p>${given.text.map(inline).join('')}</p>`;
    case 'list':
      return `<ul>\n${given.items.map((item) => `<li>${item.map(inline).join('')}</li>`).join('\n')}\n</ul>`;
    case 'table': {
      const head = given.head.map((cell) => `<th scope="col">${escaped(cell)}</th>`).join('');
      const rows = given.rows.map((row) => `<tr>${row.map((cell) => `<td>${inline(cell)}</td>`).join('')}</tr>`);
      return `<table>\n<thead><tr>${head}</tr></thead>\n<tbody>\n${rows.join('\n')}\n</tbody>\n</table>`;
    }
  }
}

function inline(given: Inline): string {
  if (typeof given === 'string') return escaped(given);
  if ('code' in given) return `<code>${escaped(given.code)}</code>`;
  const { verdict } = given;
  return `<strong class="${verdict.split(' ')[0]}">${escaped(verdict)}</strong>`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}
