import type { IConstruct } from 'constructs';
import { postgresIdentifierProblem } from '../../values/kubernetes/names';
import { checkName, InputError } from '../base/input-error';

/** Schema with the functions of row level security, in every database that has it. */
const TENANCY_SCHEMA = 'tenancy';

/** Refuses a name that PostgreSQL would cut off or cannot store; `at` may be a function instead of a construct. */
export function checkSqlName(at: IConstruct | string, what: string, name: string): void {
  checkName(at, what, name, postgresIdentifierProblem);
}

/** Refuses an empty list of schemas, names that PostgreSQL cannot store, and its own schemas and ours. */
export function checkSchemas(at: IConstruct | string, schemas: readonly string[] | undefined): void {
  if (schemas?.length === 0) throw new InputError(at, 'schemas is empty; give one, or leave it out for public');
  for (const schema of schemas ?? []) {
    checkSqlName(at, 'schema', schema);
    if (schema === TENANCY_SCHEMA || schema === 'information_schema' || schema.startsWith('pg_')) {
      throw new InputError(at, `schema "${schema}" is reserved; give the schemas that the application's tables are in`);
    }
  }
}
