import type { Block, Inline } from './document';

/** A report as Markdown. Whatever came from manifests is shown, never obeyed. */
export function printEvidenceMarkdown(blocks: readonly Block[]): string {
  return `${blocks.map(block).join('\n\n')}\n`;
}

function block(given: Block): string {
  switch (given.kind) {
    case 'heading':
      return `${'#'.repeat(given.level)} ${plain(given.text)}`;
    case 'paragraph':
      return given.text.map(inline).join('');
    case 'list':
      return given.items.map((item) => `- ${item.map(inline).join('')}`).join('\n');
    case 'table':
      return [given.head.map(plain), given.head.map(() => '---'), ...given.rows.map((row) => row.map(inline))]
        .map((cells) => `| ${cells.join(' | ')} |`)
        .join('\n');
  }
}

function inline(given: Inline): string {
  if (typeof given === 'string') return plain(given);
  return 'verdict' in given ? `**${given.verdict}**` : codeSpan(given.code);
}

function plain(text: string): string {
  return (
    flat(text)
      .replaceAll(/[\\`*_~[\]#|!@]/g, '\\$&')
      // Addresses would become links by themselves.
      .replaceAll('://', '\\://')
      .replaceAll(/www\./gi, (word) => word.replace('.', '\\.'))
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
  );
}

/** Nothing is escaped in a span of code but the bar of a table; more backticks around it than in it keep it together. */
function codeSpan(text: string): string {
  const content = flat(text);
  // Readers disagree about what a backslash before a bar means in a span.
  if (content.trim() === '' || content.includes('\\|')) return plain(content);
  const longest = Math.max(0, ...[...content.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  const space = /^[` ]|[` ]$/.test(content) ? ' ' : '';
  return `${fence}${space}${content.replaceAll('|', '\\|')}${space}${fence}`;
}

function flat(text: string): string {
  return text.replaceAll(/\s+/g, ' ');
}
