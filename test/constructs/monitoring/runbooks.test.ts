import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { installedServer } from '../../../commands/postgres/installed-server';
import { CLUSTER_ALERTS } from '../../../constructs/monitoring/alerts';
import { PLATFORM_ALERTS } from '../../../constructs/monitoring/alerts/operator-alerts';
import { TestPostgres } from '../../support/postgres';

const FOLDER = join(__dirname, '../../../docs/runbooks');
const NAMES: readonly string[] = [...CLUSTER_ALERTS, ...PLATFORM_ALERTS];
const SECTIONS = ['What it means', 'How to see it', 'What to do', 'When it is a false alarm'];

const text = (name: string) => readFileSync(join(FOLDER, `${name}.md`), 'utf8');

/** What people type: a verb of kubectl, or a command of CNPG's plugin for it. */
const KUBECTL = ['get', 'describe', 'logs', 'exec', 'top', 'annotate', 'rollout', 'delete'];
const CNPG = ['status', 'psql', 'logs', 'backup', 'promote', 'fencing', 'destroy', 'restart', 'reload'];

function problem(command: string): string | undefined {
  const [program = '', verb = '', sub = ''] = command.split(/\s+/);
  const isKnown = verb === 'cnpg' ? CNPG.includes(sub) : KUBECTL.includes(verb);
  if (program !== 'kubectl' || !isKnown) return `unknown: ${command}`;
  if (
    !/ (-n (\$NS|[a-z-]+)|-A|node|--raw \/api\/v1\/namespaces\/\$NS\/\S+|validatingwebhookconfiguration)( |$)/.test(
      `${command} `,
    )
  )
    return `no namespace: ${command}`;
  // CNPG's psql passes on everything after two dashes.
  if (
    sub === 'psql' &&
    !/^kubectl cnpg psql \$CLUSTER -n \$NS( --replica)? -- (-d \$DATABASE )?-c "[^"]+"$/.test(command)
  )
    return `no psql: ${command}`;
  // psql starts in the database postgres, where no table of the application is.
  if (/\b(pg_stat_user_\w+|pg_class)\b/.test(command) && !command.includes('-d $DATABASE'))
    return `another database: ${command}`;
  if (/ get secrets?\b.* -o (yaml|json)( |$)/.test(command)) return `shows a private key: ${command}`;
  if (/ cnpg destroy /.test(command) && !/\$\{POD##\*-\}/.test(command)) return `destroys a fixed instance: ${command}`;
  if (/ annotate .*--all\b/.test(command)) return `changes all: ${command}`;
  const variables = command.match(/\$\w+/g) ?? [];
  return variables.every((name) => ['$NS', '$CLUSTER', '$POD', '$DATABASE', '$NAME'].includes(name))
    ? undefined
    : `variable: ${command}`;
}

it('there is a page for every alert, and an alert for every page', () => {
  const pages = readdirSync(FOLDER).map((file) => file.replace(/\.md$/, ''));
  expect(pages.sort()).toEqual([...NAMES, 'README'].sort());
  const listed = [...text('README').matchAll(/^- \[(\w+)\]\((\w+)\.md\)$/gm)].map(([, name, file]) => [name, file]);
  expect(listed).toEqual([...NAMES].sort().map((name) => [name, name]));
});

describe.each(NAMES)('%s', (name) => {
  it('says what it means, how to see it, what to do, and when it is a false alarm', () => {
    expect(text(name).split('\n')[0]).toBe(`# ${name}`);
    const sections = [...text(name).matchAll(/^## (.*)\n\n([\s\S]*?)(?=\n## |$(?![\s\S]))/gm)];
    expect(sections.map(([, title]) => title)).toEqual(SECTIONS);
    for (const [, , body = ''] of sections) expect(body.trim().length).toBeGreaterThan(15);
  });

  it('gives commands that can be typed', () => {
    const blocks = [...text(name).matchAll(/```sh\n([\s\S]*?)```/g)].flatMap(([, block = '']) =>
      block.trim().split('\n'),
    );
    const inline = [...text(name).matchAll(/`(kubectl [^`]+)`/g)].map(([, command = '']) => command);
    expect(blocks.length).toBeGreaterThan(1);
    expect([...blocks, ...inline].map(problem).filter((found) => found !== undefined)).toEqual([]);
  });

  it('says what is lost with a volume', () => {
    const destroying = text(name)
      .split('\n')
      .filter((line) => line.includes('kubectl cnpg destroy'));
    for (const line of destroying) expect(line).toContain('lost for good');
  });

  it('leads on to pages that exist', () => {
    const others = [...text(name).matchAll(/\bPostgres[A-Z]\w+/g)].map(([found]) => found);
    expect(others.filter((other) => !NAMES.includes(other))).toEqual([]);
  });
});

describe.runIf(installedServer() !== undefined)('on PostgreSQL', () => {
  const statements = NAMES.flatMap((name) =>
    [...text(name).matchAll(/ -- (?:-d \$DATABASE )?-c "([^"]+)"$/gm)].map(([, sql = '']) => sql),
  );
  let server: TestPostgres;
  beforeAll(async () => {
    server = await TestPostgres.start();
  }, 60_000);
  afterAll(() => server?.stop());

  it.each([...new Set(statements)])('%s', async (sql) => {
    const client = await server.connect();
    await client.query(sql);
    await client.end();
  });
});
