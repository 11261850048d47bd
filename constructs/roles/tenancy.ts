import type { IConstruct } from 'constructs';
import { type Keys, oneOf } from '../../values/text/keys';
import { InputError } from '../base/input-error';
import { checkSchemas, checkSqlName } from './names';

/** Types of a column that says whose row it is. A `bigint` is written without sign, a `text` is anything but empty. */
export type TenantType = 'uuid' | 'bigint' | 'text';

/** A table: by its name, in the first of the schemas, or by schema and name. */
export type TableName = string | { readonly schema: string; readonly name: string };

/** Which rows belong to whom, and how a session says for whom it works. */
export interface Tenancy {
  /** Role that owns the tables: migrations run as it. */
  readonly owner: string;
  /** Column that says whose row it is. @default 'tenant_id' */
  readonly column?: string;
  /** Type of that column, the same in every table. */
  readonly type: TenantType;
  /** Schemas with the application's tables. @default ['public'] */
  readonly schemas?: readonly string[];
  /**
   * Tables that have the column.
   * @default - by convention: every table of the schemas that has the column, those made later too
   */
  readonly tables?: readonly TableName[];
  /** Tables that belong to no tenant and are the same for all: those without the column that `tenancy.leaks()` shall not list. @default - none */
  readonly shared?: readonly TableName[];
  /** Parameter of the session that names the tenant: two names with a dot between them. @default 'app.tenant_id' */
  readonly setting?: string;
  /**
   * Whether the setting must be signed: `<tenant>.<expiry>.<HMAC-SHA256>`. Without a signature whoever can run any SQL as the role, as by
   * an injection, can name any tenant. Keys are rows of `tenancy.signing_keys`; without a key nobody sees a row.
   * @default false
   */
  readonly signed?: boolean;
}

/** Keys of {@link Tenancy}. */
export const TENANCY_KEYS: Keys<Tenancy> = {
  owner: true,
  column: true,
  type: oneOf({ uuid: true, bigint: true, text: true }),
  schemas: true,
  tables: { schema: true, name: true },
  shared: { schema: true, name: true },
  setting: true,
  signed: true,
};

/** A {@link Tenancy} with its defaults. */
export type CompleteTenancy = Required<Omit<Tenancy, 'tables' | 'shared'>> & {
  /** Schema and name. @default - every table with the column */
  readonly tables?: readonly (readonly [schema: string, name: string])[];
  readonly shared: readonly (readonly [schema: string, name: string])[];
};

/** @throws InputError for names without meaning, and a table that is both a tenant's and shared. */
export function completeTenancy(at: IConstruct | string, tenancy: Tenancy): CompleteTenancy {
  const {
    owner,
    type,
    column = 'tenant_id',
    schemas = ['public'],
    setting = 'app.tenant_id',
    signed = false,
  } = tenancy;
  checkSqlName(at, 'owner', owner);
  checkSqlName(at, 'column', column);
  checkSchemas(at, schemas);
  if (!/^[A-Za-z_][A-Za-z0-9_]*\.[A-Za-z_][A-Za-z0-9_]*$/.test(setting)) {
    throw new InputError(at, `setting "${setting}": use two names with a dot between them, such as app.tenant_id`);
  }
  if (tenancy.tables?.length === 0) {
    throw new InputError(
      at,
      'tables is empty, so no row would be protected; give some, or leave it out for all with the column',
    );
  }
  const qualified = (table: TableName): readonly [string, string] => {
    const both =
      typeof table === 'string' ? ([schemas[0] ?? 'public', table] as const) : ([table.schema, table.name] as const);
    checkSchemas(at, [both[0]]);
    checkSqlName(at, 'table', both[1]);
    return both;
  };
  const tables = tenancy.tables?.map(qualified);
  const shared = (tenancy.shared ?? []).map(qualified);
  const both = shared.find(([schema, name]) => tables?.some(([other, same]) => other === schema && same === name));
  if (both !== undefined) {
    throw new InputError(at, `table "${both.join('.')}" is in tables and in shared; keep it in one of them`);
  }
  return { owner, type, column, schemas, setting, signed, tables, shared };
}
