import { describe, expect, test } from 'vitest';
import { UsageError } from '../../../commands/cli/usage-error';
import { type DeclaredChange, editDeclaration } from '../../../commands/upgrade/source-edits';

const CHANGE: DeclaredChange = {
  cluster: 'shop-db',
  version: { from: '17', to: '18' },
  image: { from: 'pg:17.7', to: 'pg:18.6' },
  serverName: { from: 'shop-db', to: 'shop-db-v18' },
};

function edit(text: string, change: Partial<DeclaredChange> = {}): string {
  return editDeclaration(new Map([['config.ts', text]]), { ...CHANGE, ...change }).get('config.ts') ?? text;
}

describe('the literals of a declaration', () => {
  test('change, and nothing else does, to the letter', () => {
    const text = (version: string, image: string, more: string) => `// “17” is the major – naïve 😀 '17'
export const config = {
  name: 'shop',
  database: {
    /** pg:17.7 */
    name: "shop-db",
    version: "${version}",
      image:   'pg:${image}',${more}
    parameters: { a: '17' },
  },
  api: { name: 'api', image: 'pg:17.7' },
} as const satisfies Props<'${version}'>;
`;
    expect(edit(text('17', '17.7', ''))).toBe(text('18', '18.6', `\n      serverName: 'shop-db-v18',`));
  });

  test('in one line', () => {
    expect(edit(`new C(a, 'b', { version: '17', image: 'pg:17.7' });`)).toBe(
      `new C(a, 'b', { version: '18', image: 'pg:18.6', serverName: 'shop-db-v18' });`,
    );
  });

  test('with a server name, its own or that of the archive', () => {
    const of = (version: string, image: string, more: string) =>
      `x({ version: '${version}', image: '${image}', ${more} });`;
    expect(edit(of('17', 'pg:17.7', `serverName: 'shop-db'`))).toBe(of('18', 'pg:18.6', `serverName: 'shop-db-v18'`));
    expect(edit(of('17', 'pg:17.7', `archive: { store, serverName: 'shop-db' }`))).toBe(
      of('18', 'pg:18.6', `archive: { store, serverName: 'shop-db-v18' }`),
    );
    expect(() => edit(of('17', 'pg:17.7', 'serverName: NAME'))).toThrow(
      /serverName .* is not the literal 'shop-db'.*by hand/,
    );
  });

  test('with a server name that is declared with the backup, also in another file', () => {
    const database = (version: string, image: string) => `{ version: '${version}', image: '${image}' }`;
    const config = (inner: string, serverName: string) =>
      `x({ name: 'shop', database: ${inner}, backup: { store, serverName: '${serverName}' } });`;
    expect(edit(config(database('17', 'pg:17.7'), 'shop-db'))).toBe(config(database('18', 'pg:18.6'), 'shop-db-v18'));
    const files = new Map([
      ['config.ts', config('database', 'shop-db')],
      ['database.ts', `export const database = ${database('17', 'pg:17.7')};`],
    ]);
    expect([...editDeclaration(files, CHANGE)]).toEqual([
      ['database.ts', `export const database = ${database('18', 'pg:18.6')};`],
      ['config.ts', config('database', 'shop-db-v18')],
    ]);
  });

  test('without an archive, and with a catalog', () => {
    const { serverName: _, image: __, ...plain } = CHANGE;
    const files = new Map([['config.ts', `x({ version: '17', image: catalog });`]]);
    expect(editDeclaration(files, plain).get('config.ts')).toBe(`x({ version: '18', image: catalog });`);
  });

  test('of one cluster of several, whose types stay', () => {
    const text = (version: string, image: string, more = '') =>
      `a({ name: 'other', version: '17', image: 'pg:17.7' }); b({ name: 'shop-db', version: '${version}', image: '${image}'${more} } satisfies P<'17'>);`;
    expect(edit(text('17', 'pg:17.7'))).toBe(text('18', 'pg:18.6', `, serverName: 'shop-db-v18'`));
  });

  test('types in the other files of the application', () => {
    const files = new Map([
      ['config.ts', `export const d = { version: '17', image: 'pg:17.7' };`],
      ['chart.ts', `function f(p: Omit<Props<'17'>, 'name'>) {}`],
      ['other.ts', `const s = '17';`],
    ]);
    const edited = editDeclaration(files, CHANGE);
    expect([...edited.keys()]).toEqual(['config.ts', 'chart.ts']);
    expect(edited.get('chart.ts')).toBe(`function f(p: Omit<Props<'18'>, 'name'>) {}`);
  });
});

test.each([
  [
    'another image',
    `x({ version: '17', image: 'pg:17.6' });`,
    /declare no object with the literals version: '17' and image: 'pg:17\.7'/,
  ],
  [
    'no literal',
    'x({ version: MAJOR, image: IMAGE });',
    /change it by hand, in one commit: version: '18', image: 'pg:18\.6', serverName: 'shop-db-v18'/,
  ],
  ['another name', `x({ name: 'bank', version: '17', image: 'pg:17.7' });`, /declare no object/],
  [
    'two of them',
    `x({ version: '17', image: 'pg:17.7' }); y({ version: '17', image: 'pg:17.7' });`,
    /declare cluster "shop-db" 2 times/,
  ],
  ['no TypeScript', 'x({ version: ', /config\.ts cannot be read/],
])('refuses %s', (_, text, message) => {
  expect(() => edit(text)).toThrow(UsageError);
  expect(() => edit(text)).toThrow(message);
});
