import { createRequire } from 'node:module';

/** What CNPG does with PostgreSQL's parameters. */
export interface OperatorFacts {
  readonly operator: string;
  readonly source: string;
  /** Set by the operator; another value is refused. */
  readonly fixed: readonly string[];
  /** Kept at PostgreSQL's default; any other value is refused. */
  readonly blocked: readonly string[];
  /** Accepted, and silently replaced. */
  readonly overridden: readonly string[];
  /** For a parameter that cannot be set, the field of a Cluster that controls it. */
  readonly instead: Readonly<Record<string, string>>;
  /** Set unless the user gives a value. */
  readonly defaults: Readonly<Record<string, string>>;
  /** Extensions with a library that is preloaded as soon as one of their parameters is given. */
  readonly libraries: readonly string[];
}

const load = createRequire(__filename);

let known: OperatorFacts | undefined;

/** The facts of CNPG 1.28.0, the release that everything here is generated from. */
export function operatorFacts(): OperatorFacts {
  known ??= load('#facts/operator/1.28.0') as OperatorFacts;
  return known;
}

/** Whether the operator sets a parameter itself, by the server's name. */
export function isReserved(facts: OperatorFacts, name: string): boolean {
  return [facts.fixed, facts.blocked, facts.overridden].some((names) => names.includes(name));
}
