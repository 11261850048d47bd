/** When a change takes effect: `postmaster` needs a restart, all others need a reload; `internal` parameters cannot be set. */
export type ParameterContext =
  | 'internal'
  | 'postmaster'
  | 'sighup'
  | 'backend'
  | 'superuser-backend'
  | 'superuser'
  | 'user';

export type ParameterType = 'bool' | 'integer' | 'real' | 'enum' | 'string';

/** The facts of one parameter in one major of PostgreSQL. */
export interface Parameter {
  readonly type: ParameterType;
  /** The unit of a bare number: `8kB` is a block. */
  readonly unit?: ParameterUnit;
  /** Bounds of a number, in the parameter's own unit. */
  readonly min?: number;
  readonly max?: number;
  /** Values of an enum that the server lists. */
  readonly values?: readonly string[];
  /** Values of an enum that the server takes without listing them. */
  readonly hidden?: readonly string[];
  /** The value without any configuration, in the parameter's own unit; absent if it depends on the machine or the build. */
  readonly boot?: string;
  readonly context: ParameterContext;
  readonly category: string;
  /** `false`: the server accepts it only in sessions, not in a configuration file. */
  readonly file?: false;
  /** The manual page of a parameter that was added by hand, because the recorded build lacks it. */
  readonly source?: string;
}

export type ParameterUnit = 'B' | 'kB' | '8kB' | 'MB' | 'ms' | 's' | 'min';

/** The parameters of one major by name, in the server's spelling. */
export type Catalogue = Readonly<Record<string, Parameter>>;
