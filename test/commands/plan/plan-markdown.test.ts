import fc from 'fast-check';
import { marked, type Token, type Tokens } from 'marked';
import { describe, expect, test } from 'vitest';
import { MARKER, markdown } from '../../../commands/plan/plan-markdown';
import type { Change, FieldChange, Plan } from '../../../plan';

const field: FieldChange = { path: 'spec.instances', before: 3, after: 2, impact: 'none', reason: 'a replica goes' };
const change: Change = {
  kind: 'Cluster',
  namespace: 'shop',
  name: 'shop-db',
  action: 'update',
  impact: 'none',
  fields: [field],
};

function planWith(...changes: Partial<Change>[]): Plan {
  return { changes: changes.map((each) => ({ ...change, ...each })), worst: changes[0]?.impact ?? 'none' };
}

/** Text of the cells of all tables, as a browser shows it. */
function tables(text: string): string[][][] {
  const found = marked.lexer(text).filter((token): token is Tokens.Table => token.type === 'table');
  return found.map(({ header, rows }) => [header, ...rows].map((cells) => cells.map(({ text: cell }) => shown(cell))));
}

function shown(source: string): string {
  const html = marked.parseInline(source, { async: false }).replace(/<[^>]*>/g, '');
  return html
    .replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)))
    .replace(/&(lt|gt|quot|amp);/g, (_, name: string) => ({ lt: '<', gt: '>', quot: '"', amp: '&' })[name] ?? '');
}

function kinds(tokens: readonly Token[]): string[] {
  return tokens.flatMap((token) => [token.type, ...('tokens' in token && token.tokens ? kinds(token.tokens) : [])]);
}

describe('a plan as a comment', () => {
  test('says what could not be seen, also where nothing else changes', () => {
    const unseen = ['overlays/prod changed: @someone <b>'];
    const nothing = markdown({ changes: [], worst: 'none', unseen });
    expect(nothing).toMatch(/Nothing in what could be seen\.\n\nCould not be seen:\n\n- overlays/);
    const both = markdown({ ...planWith({}), unseen });
    expect(both.indexOf('Could not be seen')).toBeLessThan(both.indexOf('| Impact |'));
    for (const text of [nothing, both]) expect(text).not.toMatch(/@someone|<b>/);
    expect(markdown({ changes: [], worst: 'none' })).toContain('Nothing: no object changes.');
  });

  test('a short table, worst first, and the fields folded', () => {
    const text = markdown(planWith({ impact: 'rejected', name: 'a' }, {}));
    expect(text.startsWith(`${MARKER}\n### What this change does to the running databases\n`)).toBe(true);
    expect(text).toContain('Worst: **rejected** (1 rejected, 1 no disruption)');
    const [summary, details] = tables(text);
    expect(summary).toEqual([
      ['Impact', 'Action', 'Object', 'Why'],
      ['rejected', 'update', 'Cluster shop/a', 'a replica goes'],
      ['no disruption', 'update', 'Cluster shop/shop-db', 'a replica goes'],
    ]);
    expect(details).toEqual([
      ['Field', 'Before', 'After', 'Impact', 'Why'],
      ['spec.instances', '3', '2', 'no disruption', 'a replica goes'],
    ]);
    expect(marked.parse(text, { async: false }).match(/<details>/g)).toHaveLength(2);
  });

  test('an upgrade as a table of its own', () => {
    const upgrades: Plan['upgrades'] = [
      {
        product: 'operator',
        object: 'Application argocd/cnpg',
        from: '1.28.0',
        to: '1.30.0',
        impact: 'restart',
        effects: [{ object: 'Cluster shop/a', impact: 'restart', reason: 'one | instance', before: 'a *backup*' }],
        gains: ['closes CVE-1'],
        notes: [],
      },
    ];
    const text = markdown({ ...planWith({}), upgrades });
    expect(tables(text)[1]).toEqual([
      ['Impact', 'Object', 'What happens', 'Before'],
      ['restart', 'Cluster shop/a', 'one | instance', 'a *backup*'],
    ]);
    expect(marked.parse(text, { async: false })).toContain('<li>closes CVE-1</li>');
  });

  test('the steps as a list that is open', () => {
    const steps = [
      { object: 'Cluster shop/a', reason: 'two are refused', steps: [{ commit: 'one', wait: 'healthy' }] },
    ];
    const text = markdown({ ...planWith({}), steps });
    expect(text).toContain('<details open><summary>Cluster shop/a needs 1 commits: two are refused</summary>');
    expect(marked.parse(text, { async: false })).toMatch(
      /<ol>\s*<li>one<br>\s*Then wait&#58; healthy<\/li>|<ol>\s*<li>one<br>\s*Then wait: healthy<\/li>/,
    );
  });

  test('nothing', () => {
    expect(markdown({ changes: [], worst: 'none' })).toContain('Nothing: no object changes.');
  });

  test('it stays below the longest comment that GitHub takes, and no table is cut', () => {
    const text = markdown(planWith(...Array.from({ length: 2000 }, (_, i) => ({ name: `db-${i}` }))));
    expect(text.length).toBeLessThan(65_536);
    expect(text).toMatch(/more parts that do not fit/);
    expect(tables(text)[0]).toHaveLength(51);
    expect(text.match(/<details>/g)).toHaveLength(text.match(/<\/details>/g)?.length ?? 0);
  });
});

describe('the content of manifests cannot become markup', () => {
  const NASTY = [
    '</details><script>alert(1)</script>',
    'a | b | c',
    '@everyone see #1 and https://evil.example.com or www.evil.example.com',
    '`code` **bold** _it_ ~~no~~ [x](http://y) ![i](http://z)',
    'two\nlines\n\n# heading',
    '\\| \\` &lt;b&gt; <!-- x -->',
    '$x^2$ :smile:',
  ];

  test.each(NASTY)('%j', (text) => {
    const nasty = { ...field, path: text, before: text, after: text, reason: text };
    const written = markdown(planWith({ name: text, fields: [nasty] }));
    const html = marked.parse(written, { async: false });
    expect(html).not.toMatch(/<(?:script|a |img|strong>bold|em|del|h1)/);
    expect(html.match(/<\/details>/g)).toHaveLength(1);
    expect(html.replace(/<code>.*?<\/code>/g, '')).not.toMatch(/(?<!&)[@#]\w|www\.\w/);
    expect(tables(written).map((rows) => rows.map((row) => row.length))).toEqual([
      [4, 4],
      [5, 5],
    ]);
    const [, row] = tables(written)[1] ?? [];
    expect(row?.[4]).toBe(text.replace(/\n+/g, ' '));
  });

  test('whatever is in it, it has the same tokens', () => {
    const shape = (text: string) =>
      kinds(marked.lexer(markdown(planWith({ name: text, fields: [{ ...field, reason: text }] })))).filter(
        (type) => !['text', 'escape', 'html', 'codespan'].includes(type),
      );
    const plain = shape('x');
    const nasty = fc
      .array(fc.constantFrom(...'<>|`*_[]()#@!\\&~$:\n- .1aw'), { maxLength: 30 })
      .map((all) => all.join(''));
    fc.assert(
      fc.property(nasty, (text) => {
        expect(shape(text)).toEqual(plain);
      }),
      { numRuns: 500 },
    );
  });
});
