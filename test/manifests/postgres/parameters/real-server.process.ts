import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { alterSystem, type SingleUserServer } from '../../../../commands/import-parameters/single-user-server';
import { installedServer } from '../../../../commands/postgres/installed-server';
import { type NamedParameter, parametersOf } from '../../../../manifests/postgres/parameters/catalogue';
import { parameterMeaning } from '../../../../manifests/postgres/parameters/meaning';
import { valueProblem } from '../../../../manifests/postgres/parameters/value-problem';
import { singleUserServer } from '../../../support/template';

/** PostgreSQL of the major that this project depends on judges the same values. */
const MAJOR = '17';
const LIBRARIES = ['auth_delay', 'auto_explain', 'pg_prewarm', 'pg_stat_statements', 'pg_trgm', 'postgres_fdw'];
const NUMBERS =
  '0 1 -1 2 3.5 2.5 .5 5. 1e2 1e-1 0x10 010 08 0.5 100000 2147483647 2147483648 -2147483648 -2147483648.5 -2147483648.6 -2147483649 1e400 inf nan'.split(
    ' ',
  );
const UNITS = ['B', 'kB', 'KB', 'MB', ' MB ', 'GB', 'Gi', 'TB', 'us', 'ms', 's', ' min', 'h', 'd', '%'];
const WORDS =
  'on off true false TRUE yes no y n t f of o tr 0 1 2 auto pglz lz4 debug DEBUG1 log replica archive LOGICAL none all "" x'.split(
    ' ',
  );
const LISTS: Readonly<Record<string, readonly string[]>> = {
  DateStyle: [
    'ISO, MDY',
    'iso,dmy',
    'German',
    '"ISO", ymd',
    'SQL, European',
    'postgresql',
    'us',
    'iso mdy',
    'ISO, ABC',
    'x',
    ',',
  ],
  createrole_self_grant: ['set', 'SET, inherit', '', 'grant', 'set inherit'],
  debug_io_direct: ['', 'none'],
  restrict_nonsystem_relation_kind: ['view', 'view, foreign-table', '', 'table', 'view;'],
};
/** What this build or machine refuses, and CNPG's images or others take. */
const ELSEWHERE: readonly string[] = ['bonjour', 'max_stack_depth'];

const NOT_BY_ALTER_SYSTEM: readonly string[] = ['allow_alter_system', 'data_directory'];

const parameters = [...parametersOf(MAJOR).values()].filter(
  ({ name, context, file, source }) =>
    context !== 'internal' &&
    file !== false &&
    !ELSEWHERE.includes(name) &&
    !NOT_BY_ALTER_SYSTEM.includes(name) &&
    (source === undefined || !name.includes('.')) &&
    (!name.includes('.') || LIBRARIES.some((library) => name.startsWith(`${library}.`))),
);

function valuesFor({ name, type, values = [], hidden = [] }: NamedParameter): readonly string[] {
  if (type === 'string') return LISTS[name] ?? [];
  if (type === 'integer' || type === 'real')
    return [
      ...NUMBERS,
      ...['1', '2.5', '-1', '0x10', '2147483647'].flatMap((number) => UNITS.map((unit) => number + unit)),
    ];
  return [...WORDS, ...values, ...hidden].map((word) => word.replace('""', ''));
}

/** Added by hand, because this build is compiled without. */
function lacksIt({ source }: NamedParameter, value: string): boolean {
  return source !== undefined && ['lz4', 'zstd'].includes(value);
}

const server = installedServer();
const trials = parameters.flatMap((parameter) => valuesFor(parameter).map((value) => ({ parameter, value })));

// Other systems lack some values of enums and some ranges.
describe.runIf(server !== undefined && process.platform === 'linux')(`PostgreSQL ${MAJOR}`, () => {
  let postgres: SingleUserServer;
  beforeAll(async () => {
    postgres = await singleUserServer();
  });
  afterAll(() => postgres.remove());

  it('refuses the values that are found wrong, and no others', async () => {
    const pairs = trials.map(({ parameter, value }) => [parameter.name, value] as const);
    const refusals = await postgres.refusals(pairs, LIBRARIES);
    const disagreements = trials.flatMap(({ parameter, value }) => {
      const { name } = parameter;
      const theirs = refusals.get(alterSystem(name, value));
      const bare =
        parameter.unit === '8kB' && (valueProblem(parameter, value)?.message.includes('counts blocks') ?? false);
      const ours = bare ? undefined : valueProblem(parameter, value)?.message;
      if ((theirs === undefined) === (ours === undefined) || lacksIt(parameter, value)) return [];
      return [`${name} = '${value}': ${theirs ?? 'taken'} / ${ours ?? 'taken'}`];
    });
    expect(disagreements).toEqual([]);
    expect(refusals.size).toBeGreaterThan(5_000);
    expect(trials.length - refusals.size).toBeGreaterThan(5_000);
  });

  it('makes of values what their meaning says', async () => {
    const settable = trials.filter(
      ({ parameter, value }) =>
        parameter.type !== 'string' &&
        ['user', 'superuser'].includes(parameter.context) &&
        // What stops or floods the session that tries it, or needs a connection.
        !/^Developer|Monitoring|What to Log|Customized/.test(parameter.category) &&
        !/^exit_on_error$|_timeout$|^tcp_/.test(parameter.name) &&
        valueProblem(parameter, value) === undefined &&
        !lacksIt(parameter, value),
    );
    const rows = await postgres.query<{ name: string; given: string; setting: string }>(
      'SELECT row_to_json(r) FROM results r',
      [
        'CREATE TABLE results (name text, given text, setting text)',
        ...settable.map(({ parameter: { name }, value }) => insertSetting(name, value)),
      ],
      { shared_preload_libraries: LIBRARIES.join(',') },
    );
    expect(rows.length).toBeGreaterThan(0.95 * settable.length);
    const disagreements = rows.flatMap(({ name, given, setting }) => {
      const parameter = parametersOf(MAJOR).get(name.toLowerCase());
      const ours = parameter && parameterMeaning(parameter, given);
      const theirs = parameter && parameterMeaning(parameter, setting);
      return ours === theirs || near(ours, theirs) ? [] : [`${name} = '${given}' is ${setting}, not ${String(ours)}`];
    });
    expect(disagreements).toEqual([]);
  });
});

/** The server prints six digits of a real. */
function near(a: unknown, b: unknown): boolean {
  return typeof a === 'number' && typeof b === 'number' && Math.abs(a - b) <= 1e-5 * Math.abs(b);
}

/** Sets, notes what came of it, and takes it back. */
function insertSetting(name: string, value: string): string {
  const literal = (text: string) => `'${text.replaceAll("'", "''")}'`;
  const body = [
    `PERFORM set_config(${literal(name)}, ${literal(value)}, true)`,
    `s := coalesce((SELECT p.setting FROM pg_settings p WHERE p.name = ${literal(name)}), current_setting(${literal(name)}))`,
    "RAISE EXCEPTION 'x'",
  ];
  const undone = `BEGIN ${body.join('; ')}; EXCEPTION WHEN raise_exception THEN NULL; END`;
  return `DO $$ DECLARE s text; BEGIN ${undone}; INSERT INTO results VALUES (${literal(name)}, ${literal(value)}, s); END $$`;
}
