import { type Keys, oneOf } from '../../values/text/keys';
import { nonEmpty } from '../base/overrides';

/** Whether something in a database exists or is dropped. */
export type Ensure = 'present' | 'absent';

/** An extension of a database. Its files must be in the image. */
export interface DatabaseExtension {
  /** Name of the extension. */
  readonly name: string;
  /** Version of the extension. @default - the default version of the image */
  readonly version?: string;
  /** Schema that its objects are in. @default - the extension's own, or the first of the search path */
  readonly schema?: string;
  /** Whether it exists. @default 'present' */
  readonly ensure?: Ensure;
}

/** A schema of a database. */
export interface DatabaseSchema {
  /** Name of the schema. */
  readonly name: string;
  /** Role that owns it. @default - the owner of the database */
  readonly owner?: string;
  /** Whether it exists; `absent` drops it. @default 'present' */
  readonly ensure?: Ensure;
}

/** An option of a foreign data wrapper or server. */
export interface ForeignOption {
  /** Name of the option. */
  readonly name: string;
  /** Value of the option. It is stored in git: user names and passwords belong in user mappings. */
  readonly value: string;
  /** Whether it is set. @default 'present' */
  readonly ensure?: Ensure;
}

/** Who may use a foreign data wrapper or server. */
export interface ForeignUsage {
  /** Name of the role. */
  readonly name: string;
  /** Whether the right is given or taken. @default 'grant' */
  readonly type?: 'grant' | 'revoke';
}

/** What foreign data wrappers and servers share. */
interface ForeignObject {
  /** Name of the wrapper or server. */
  readonly name: string;
  /** Options. @default - none */
  readonly options?: readonly ForeignOption[];
  /** Who may use it. @default - its owner */
  readonly usage?: readonly ForeignUsage[];
  /** Whether it exists; `absent` drops it. @default 'present' */
  readonly ensure?: Ensure;
}

/** A foreign data wrapper. @see https://www.postgresql.org/docs/current/sql-createforeigndatawrapper.html */
export interface ForeignDataWrapper extends ForeignObject {
  /** Function that is its handler; `-` for none. @default - the extension's */
  readonly handler?: string;
  /** Function that validates options; `-` for none. @default - the extension's */
  readonly validator?: string;
  /** Role that owns it, a superuser. @default - `postgres` */
  readonly owner?: string;
}

/** A foreign server. @see https://www.postgresql.org/docs/current/sql-createserver.html */
export interface ForeignServer extends ForeignObject {
  /** Name of its foreign data wrapper. */
  readonly fdw: string;
}

// The API server fills these defaults into list items; written out, they cause no drift.

/** The texts of {@link Ensure}. */
export const ENSURE = oneOf<Ensure>({ present: true, absent: true });
/** Keys of {@link DatabaseExtension}. */
export const EXTENSION_KEYS: Keys<DatabaseExtension> = { name: true, version: true, schema: true, ensure: ENSURE };
/** Keys of {@link DatabaseSchema}. */
export const SCHEMA_KEYS: Keys<DatabaseSchema> = { name: true, owner: true, ensure: ENSURE };
const FOREIGN_KEYS: Keys<ForeignObject> = {
  name: true,
  options: { name: true, value: true, ensure: ENSURE },
  usage: { name: true, type: oneOf({ grant: true, revoke: true }) },
  ensure: ENSURE,
};
/** Keys of {@link ForeignDataWrapper}. */
export const FDW_KEYS: Keys<ForeignDataWrapper> = { ...FOREIGN_KEYS, handler: true, validator: true, owner: true };
/** Keys of {@link ForeignServer}. */
export const SERVER_KEYS: Keys<ForeignServer> = { ...FOREIGN_KEYS, fdw: true };

/** An item of a list with `ensure` written out. */
export function withEnsure<T extends { readonly ensure?: Ensure }>(item: T) {
  return { ...item, ensure: item.ensure ?? 'present' };
}

/** A foreign data wrapper or server with all defaults of its lists written out. */
export function renderForeign<T extends ForeignObject>(item: T) {
  return {
    ...withEnsure(item),
    options: nonEmpty(item.options?.map(withEnsure)),
    usage: nonEmpty(item.usage?.map((usage) => ({ ...usage, type: usage.type ?? ('grant' as const) }))),
  };
}
