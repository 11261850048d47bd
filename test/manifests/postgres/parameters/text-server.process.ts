import { constantFrom, sample, tuple } from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { alterSystem, type SingleUserServer } from '../../../../commands/import-parameters/single-user-server';
import { installedServer } from '../../../../commands/postgres/installed-server';
import { operatorFacts, parametersOf } from '../../../../manifests/postgres/parameters';
import { isReserved } from '../../../../manifests/postgres/parameters/operator';
import { valueProblem } from '../../../../manifests/postgres/parameters/value-problem';
import { singleUserServer } from '../../../support/template';

/** PostgreSQL of the major that this project depends on judges the same texts. */
const MAJOR = '17';
const LIBRARIES = ['auto_explain', 'pg_prewarm', 'pg_stat_statements', 'plpgsql', 'postgres_fdw'];

const split = (...lines: readonly string[]) => lines.flatMap((line) => line.split('|'));

/** For every parameter of a text. */
const HOSTILE = [
  ...split(
    '| |x|"x|x"|"x"|"x" y|"a""b"|"a"b|"",b|a,b|a, b|a,,b|a,|,|a b|a;b|$user|"$user", public|é|%|(|*|-1|1|99999',
    `it's|/no/such|all|none|C|UTC|UTF8|Default|INTERVAL|a\u00a0b|a\tb| "a" , b `,
  ),
  'x'.repeat(64),
];
const ZONES = [
  ...split(
    'UTC+3|3.33|0.5|5.75|0.01|-0.01|-0.02|1e-9|0.1|<+03>-03|utc|gmt|GMT+3|3|-3|+3.5|3 | 3|1e1|0x10|inf|nan|167|168|-168|167.9|-1e9|1e400|3h|+3:00|3:30',
    '03|UTC+167|UTC+168|UTC+3:60|UTC+3:59:60|UTC+3:59:61|EST5EDT|EST5EDT,M3.2.0,M11.1.0',
    'EST5EDT,M13.2.0,M11.1.0|EST5EDT,M3.2.0|EST5EDT,J60,J300|EST5EDT,J0,J300|EST5EDT,J365,J366|EST5EDT,0,365',
    'EST5EDT,0,366|EST5EDT;M3.2.0/2,M11.1.0/1:30|EST5EDT4;M3.2.0/2,M11.1.0/1:30|EST5EDT4|EST5<EDT>4|<EST>5',
    '<EST5|<>5|A5|5EDT|ABC|ABC+|ABC 5|Europe/Berlin|europe/BERLIN|Europe/Berln|Europe|Europe/|/Europe/Berlin',
    "Europe//Berlin|./UTC|../UTC|:UTC|:UTC+3|right/UTC|Factory|Etc/GMT+99|Europe/Berlin5|INTERVAL '3' HOUR",
    "INTERVAL '3'|interval '3 hours'|INTERVAL'3:00'|INTERVAL  '-08:00'|INTERVAL 3|INTERVAL 'x'|INTERVAL '3'x",
    'interval5|CEST|Z|zulu|default|local|a/b5|é5|UTC+|UTC-0|UTC+0000003|UTC+3EDT|UTC3EDT,|UTC3,M3.2.0,M11.1.0',
    'US/Eastern|UTC\t| UTC|zone.tab|EST5EDT,M3.2.7,M11.1.0|EST5EDT,M3.6.0,M11.1.0|EST5EDT,M3.2.0/168,M11.1.0',
    'EST5EDT,M3.2.0/-5,M11.1.0/+5|EST5+EDT|EST5/EDT|EST+-5|EST5:3|EST5:|EST5:30:|EST5:030|<A|EST5<EDT|EST5<>4',
  ),
  `${'x'.repeat(254)}5`,
  `${'x'.repeat(255)}5`,
];
const OFFSETS = '|0|+3|-07|+-3|24|167|168|4:30|4:60|4:30:60|4:30:61|4:|4:30:|4:30:59:|x'.split('|');
const RULES = split(
  '||,|,0,365|,0,366|,J1,J365|,J0,J9|,j60,9|;9;9|;9,9|,M1.1.0,M12.5.6|,M0.1.0,9|,M13.1.0,9|,M3.6.0,9|,M03.01.00,9|,M3.2.7,9',
  ',M3.2,9|,9/2,9/-167|,9/168,9|,9/,9|,9,9/1:30:59|,9,9,9|,9,9 |,9|,900,9|,0000365,1|,M3.2.0/+3,M11.1.0/-3',
);
/** STD offset DST offset rules, each of them right or wrong. */
const POSIX = sample(
  tuple(
    constantFrom('', 'EST', 'é ', '<+03>', '<>', '<', 'a/b', 'A<B>', 'M3'),
    constantFrom(...OFFSETS),
    constantFrom('', '', 'EDT', '<-02>', '<>', '<', ':', 'a;b', 'J'),
    constantFrom(...OFFSETS),
    constantFrom(...RULES),
  ),
  { numRuns: 1_500, seed: 17 },
).map((parts) => parts.join(''));
const ENCODINGS = [
  ...split(
    'UTF-8|-utf 8-|utf8é|utf8mb4|utf-16|ascii|SQL_ASCII|iso-8859-1|ISO_8859_9|iso-8859-11|cp1252|WIN1252',
    'windows-1252|latin1|latin11|EUC_JP|MULE_INTERNAL|Shift_JIS_2004|koi8|johab|gb2312',
  ),
  `u${'-'.repeat(59)}tf8`,
  `u${'-'.repeat(60)}tf8`,
];
const CHECKS = ['too_many_rows', 'too_many_rows, shadowed_variables', 'all,none', 'ALL', 'too_many_rows,none'];
const OWN: Readonly<Record<string, readonly string[]>> = {
  DateStyle: ['"iso"', 'iso,', 'iso,,mdy', '"is""o"'],
  TimeZone: [...ZONES, ...POSIX],
  client_encoding: ENCODINGS,
  createrole_self_grant: ['"SET" , inherit', 'set,', '"se""t"'],
  log_timezone: [...ZONES, ...POSIX],
  'plpgsql.extra_errors': CHECKS,
  'plpgsql.extra_warnings': CHECKS,
  restrict_nonsystem_relation_kind: ['"VIEW"', 'view,'],
  timezone_abbreviations: ['default', 'India', 'Australia', 'Africa', 'Africa.txt'],
  wal_consistency_checking: split('HEAP| heap ,"heap2"|heap btree|"heap,btree"|btree,hash,gin,gist,sequence,spgist'),
};
const LOCALE = /^lc_/;
const LOCALES = split('POSIX|C.UTF-8|C.utf8|c|posix|c.utf-8|de-DE|German|LC_ALL=C| C|C |C/C');
/** ALTER SYSTEM quotes what it writes. */
const QUOTED = ['local_preload_libraries', 'search_path', 'session_preload_libraries'];
/** A session looks up what these name, a start does not. */
const LOOKED_UP = ['default_table_access_method', 'default_tablespace', 'default_text_search_config'];

const trials = [...parametersOf(MAJOR).values()]
  .filter(
    ({ name, type, context, file, source }) =>
      type === 'string' &&
      context !== 'internal' &&
      file !== false &&
      source === undefined &&
      !isReserved(operatorFacts(), name) &&
      ![...LOOKED_UP, ...QUOTED].includes(name) &&
      (!name.includes('.') || LIBRARIES.some((library) => name.startsWith(`${library}.`))),
  )
  .flatMap((parameter) =>
    [...HOSTILE, ...(OWN[parameter.name] ?? []), ...(LOCALE.test(parameter.name) ? LOCALES : [])].map((value) => ({
      parameter,
      value,
    })),
  );

describe.runIf(installedServer() !== undefined && process.platform === 'linux')(`PostgreSQL ${MAJOR}`, () => {
  let postgres: SingleUserServer;
  beforeAll(async () => {
    postgres = await singleUserServer();
  });
  afterAll(() => postgres.remove());

  it('refuses the texts that are found wrong, and no others', async () => {
    const refusals = await postgres.refusals(
      trials.map(({ parameter, value }) => [parameter.name, value] as const),
      LIBRARIES,
    );
    const disagreements = trials.flatMap(({ parameter, value }) => {
      const { name } = parameter;
      const theirs = refusals.get(alterSystem(name, value));
      const ours = valueProblem(parameter, value)?.message;
      // Which locales there are is up to the machine; an offset with odd seconds is taken for leap seconds, if it holds at the turn of 2000.
      const passes = ours === undefined && (LOCALE.test(name) || theirs?.endsWith('appears to use leap seconds'));
      return passes || (theirs === undefined) === (ours === undefined)
        ? []
        : [`${name} = '${value}': ${theirs ?? 'taken'} / ${ours ?? 'taken'}`];
    });
    expect(disagreements).toEqual([]);
    expect(refusals.size).toBeGreaterThan(400);
    expect(trials.length - refusals.size).toBeGreaterThan(400);
  });

  it('starts with the lists of schemas that are found right, and no others', async () => {
    const parameter = parametersOf(MAJOR).get('search_path');
    for (const value of HOSTILE) {
      const started = await postgres.run([], { search_path: value }).then(
        () => true,
        () => false,
      );
      const problem = parameter && valueProblem(parameter, value);
      expect([value, problem === undefined]).toEqual([value, started]);
    }
  });

  it.each([
    ['TimeZone', 'Europe/Berln', 'Europe/Berlin'],
    ['log_timezone', 'INTERVAL', "INTERVAL '3'"],
    ['client_encoding', 'utf8mb4', 'utf8'],
    ['lc_messages', 'de-DE', 'C'],
    ['lc_messages', '', 'POSIX'],
    ['lc_time', 'en-US', ''],
    ['timezone_abbreviations', 'default', 'Default'],
    ['wal_consistency_checking', 'none', 'heap, btree'],
    ['search_path', '"app, public', '"app", public'],
    ['backtrace_functions', 'a-b', 'a, b'],
    ['default_table_access_method', '', 'no_such'],
    ['default_tablespace', undefined, 'no_such'],
    ['default_text_search_config', undefined, '"no_such'],
  ])('starts with the right %s only', async (name, wrong, right) => {
    const parameter = parametersOf(MAJOR).get(name.toLowerCase());
    const problem = (value: string) => parameter && valueProblem(parameter, value);
    expect(problem(right)).toBeUndefined();
    await postgres.run([], { [name]: right });
    if (wrong === undefined) return;
    expect(problem(wrong)?.message).toContain(`${name} is "${wrong}", not `);
    await expect(postgres.run([], { [name]: wrong })).rejects.toThrow(`invalid value for parameter "${name}"`);
  });
});

it.each([
  ['TimeZone', 'posix/Europe/Berlin'],
  ['TimeZone', 'localtime'],
  ['log_timezone', 'posixrules'],
  ['lc_messages', 'de_DE.UTF-8'],
  ['lc_monetary', 'en_US.utf8'],
  ['lc_numeric', 'sr_RS@latin'],
  ['lc_time', 'german'],
  ['lc_time', 'eo'],
])('lets pass what CNPG images may have: %s = "%s"', (name, value) => {
  const parameter = parametersOf(MAJOR).get(name.toLowerCase());
  expect(parameter && valueProblem(parameter, value)).toBeUndefined();
});
