import { createRequire } from 'node:module';

/** What CNPG does with PostgreSQL's parameters. */
export interface OperatorFacts {
  readonly operator: string;
  readonly source: string;
  /** Set by the operator; another value is refused. */
  readonly fixed: readonly string[];
  /** Left at PostgreSQL's default; any other value is refused. */
  readonly blocked: readonly string[];
  /** Accepted and replaced without a word. */
  readonly overridden: readonly string[];
  /** The field of a Cluster that steers what a parameter cannot. */
  readonly instead: Readonly<Record<string, string>>;
  /** Set where the user gives no value. */
  readonly defaults: Readonly<Record<string, string>>;
  /** Extensions whose library is preloaded as soon as one of their parameters is given. */
  readonly libraries: readonly string[];
}

const load = createRequire(__filename);

/** The facts of CNPG 1.28.0, the release that everything here is generated from. */
export function operatorFacts(): OperatorFacts {
  return load('#facts/operator/1.28.0') as OperatorFacts;
}

/** Whether a parameter, by the server's name, is the operator's to set. */
export function isReserved(facts: OperatorFacts, name: string): boolean {
  return [facts.fixed, facts.blocked, facts.overridden].some((names) => names.includes(name));
}
