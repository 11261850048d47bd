/** An element of a page, with its text and what is inside it. */
export interface Element {
  readonly tag: string;
  readonly attributes: string;
  readonly children: readonly (Element | string)[];
}

const TOKEN = /<!doctype html>|<(\/?)([a-z][a-z0-9]*)((?: [a-z-]+="[^"<>]*")*)>|([^<>]+)/gy;
const VOID = ['meta'];
const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };

/** Reads a page strictly: every tag is closed in order, and nothing is outside of the grammar. @throws Error for anything else */
export function parseHtml(page: string): Element {
  const root = { tag: '', attributes: '', children: [] as (Element | string)[] };
  const open = [root];
  TOKEN.lastIndex = 0;
  for (let end = 0; end < page.length; ) {
    const token = TOKEN.exec(page);
    const top = open.at(-1);
    if (token === null || top === undefined) throw new Error(`no HTML at "${page.slice(end, end + 60)}"`);
    end = TOKEN.lastIndex;
    const [, closing, tag, attributes = '', text] = token;
    if (text !== undefined) top.children.push(unescaped(text));
    else if (closing === '/') {
      if (open.pop()?.tag !== tag) throw new Error(`</${tag}> closes nothing at "${page.slice(end, end + 60)}"`);
    } else if (tag !== undefined) {
      const element = { tag, attributes, children: [] as (Element | string)[] };
      top.children.push(element);
      if (!VOID.includes(tag)) open.push(element);
    }
  }
  if (open.length > 1) throw new Error(`${open.at(-1)?.tag} is not closed`);
  return root;
}

export function textOf(element: Element | string): string {
  return typeof element === 'string' ? element : element.children.map(textOf).join('');
}

/** All elements with a tag, in the order of the page. */
export function all(element: Element | string, tag: string): Element[] {
  if (typeof element === 'string') return [];
  const inside = element.children.flatMap((child) => all(child, tag));
  return element.tag === tag ? [element, ...inside] : inside;
}

/** The rows of all tables, as texts. */
export function rowsOf(element: Element): string[][] {
  return all(element, 'tr').map((row) => row.children.map(textOf));
}

function unescaped(text: string): string {
  return text.replaceAll(/&(#?\w*);?/g, (entity, name: string) => {
    const character = entity.endsWith(';') ? ENTITIES[name] : undefined;
    if (character === undefined) throw new Error(`"${entity}" is not escaped`);
    return character;
  });
}
