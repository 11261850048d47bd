/** A piece of text in a report: plain, a name from manifests, or a verdict. */
export type Inline = string | { readonly code: string } | { readonly verdict: Standing };

export type Standing = 'holds' | 'holds as stated' | 'accepted' | 'missing';

/** One block of a report, of which Markdown and HTML are printed alike. */
export type Block =
  | { readonly kind: 'heading'; readonly level: 1 | 2 | 3; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: readonly Inline[] }
  | { readonly kind: 'list'; readonly items: readonly (readonly Inline[])[] }
  | { readonly kind: 'table'; readonly head: readonly string[]; readonly rows: readonly (readonly Inline[])[] };

export function heading(level: 1 | 2 | 3, text: string): Block {
  return { kind: 'heading', level, text };
}

export function paragraph(...text: readonly Inline[]): Block {
  return { kind: 'paragraph', text };
}

export function items(items: readonly (readonly Inline[])[]): Block {
  return { kind: 'list', items };
}

/** A table, or a sentence where it would be empty. */
export function table(head: readonly string[], rows: readonly (readonly Inline[])[], otherwise = 'None.'): Block {
  return rows.length === 0 ? paragraph(otherwise) : { kind: 'table', head, rows };
}

export function code(text: string): Inline {
  return { code: text };
}
