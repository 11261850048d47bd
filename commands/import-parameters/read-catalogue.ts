import type {
  Catalogue,
  Parameter,
  ParameterContext,
  ParameterType,
  ParameterUnit,
} from '../../manifests/postgres/parameters/parameter';
import type { PostgresMajor } from '../../values/cnpg/image';
import { alterSystem, loading, type SingleUserServer } from './single-user-server';

/** Of PostgreSQL's own extensions those that have parameters and are in every CNPG image. */
const LIBRARIES = [
  'auth_delay',
  'auto_explain',
  'basebackup_to_shell',
  'basic_archive',
  'isn',
  'passwordcheck',
  'pg_prewarm',
  'pg_stat_statements',
  'pg_trgm',
  'pgcrypto',
  'plpgsql',
  'postgres_fdw',
];
const SINCE_15: readonly string[] = ['basebackup_to_shell', 'basic_archive'];

/** Their default is a choice of whoever builds PostgreSQL. */
const BUILD_DEPENDENT: readonly string[] = ['krb_server_keyfile', 'unix_socket_directories'];
/** ALTER SYSTEM refuses them, a configuration file may hold them. */
const NOT_BY_ALTER_SYSTEM: readonly string[] = ['allow_alter_system', 'data_directory'];
/** What enums take without listing it: see the tables of config_enum_entry in guc_tables.c. */
const UNLISTED = [
  'on',
  'off',
  'true',
  'false',
  'yes',
  'no',
  '1',
  '0',
  'debug',
  'info',
  'fatal',
  'panic',
  'archive',
  'hot_standby',
];
/** The largest double, as the server prints it: no bound at all. */
const UNBOUNDED = 1.79769e308;

interface Row {
  readonly name: string;
  readonly vartype: ParameterType;
  readonly unit: ParameterUnit | null;
  readonly min_val: string | null;
  readonly max_val: string | null;
  readonly enumvals: readonly string[] | null;
  readonly context: ParameterContext;
  readonly boot_val: string | null;
  readonly category: string;
}

const QUERY =
  'SELECT row_to_json(s) FROM (SELECT name, vartype, unit, min_val, max_val, enumvals, context, boot_val, category FROM pg_settings ORDER BY name COLLATE "C") s';

/** Asks a server for all its parameters. Nothing of the machine is in the answer. */
export async function readCatalogue(server: SingleUserServer, major: PostgresMajor): Promise<Catalogue> {
  const libraries = LIBRARIES.filter((library) => major !== '14' || !SINCE_15.includes(library));
  const settings = { shared_preload_libraries: libraries.join(',') };
  const rows = await server.query<Row>(QUERY, loading(libraries), settings);
  const enums = rows.filter(({ vartype }) => vartype === 'enum');
  const candidates = [...new Set([...UNLISTED, ...enums.flatMap(({ enumvals }) => enumvals ?? [])])].sort();
  const trials = [
    ...enums.flatMap(({ name }) => candidates.map((value) => [name, value] as const)),
    ...rows.map(({ name, boot_val }) => [name, boot_val ?? ''] as const),
  ];
  const refusals = await server.refusals(trials, libraries);
  return Object.fromEntries(
    rows.map((row) => {
      const taken = candidates.filter((value) => !refusals.has(alterSystem(row.name, value)));
      const refusal = refusals.get(alterSystem(row.name, row.boot_val ?? ''));
      return [row.name, toParameter(row, taken, refusal?.endsWith('cannot be changed') ?? false)];
    }),
  );
}

function toParameter(row: Row, taken: readonly string[], fixed: boolean): Parameter {
  const { name, vartype: type, unit, enumvals, context, category } = row;
  if (context === 'internal') return { type, context, category };
  const boot = BUILD_DEPENDENT.includes(name) ? null : row.boot_val;
  const hidden = enumvals === null ? [] : taken.filter((value) => !enumvals.includes(value));
  return {
    type,
    ...(unit !== null && { unit }),
    ...bound('min', row.min_val),
    ...bound('max', row.max_val),
    ...(enumvals !== null && { values: enumvals }),
    ...(hidden.length > 0 && { hidden }),
    ...(boot !== null && { boot }),
    context,
    category,
    ...(fixed && !NOT_BY_ALTER_SYSTEM.includes(name) && { file: false }),
  };
}

function bound(key: 'min' | 'max', text: string | null): Partial<Parameter> {
  return text === null || Math.abs(Number(text)) >= UNBOUNDED ? {} : { [key]: Number(text) };
}
