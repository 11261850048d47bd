import type { IConstruct } from 'constructs';
import { postgresIdentifierProblem } from '../../values/kubernetes/names';
import { checkName } from '../base/input-error';

/** Refuses a name that PostgreSQL would cut off or cannot store. */
export function checkIdentifier(at: IConstruct, what: string, name: string): void {
  checkName(at, what, name, postgresIdentifierProblem);
}

/** Refuses the databases that every server has: the operator and its templates live in them. */
export function checkDatabaseName(at: IConstruct, name: string): void {
  checkName(at, 'database', name, (given) =>
    ['postgres', 'template0', 'template1'].includes(given)
      ? "is PostgreSQL's own; give another name"
      : postgresIdentifierProblem(given),
  );
}

/** Refuses roles that PostgreSQL or the operator keep to themselves. */
export function checkRoleName(at: IConstruct, name: string): void {
  checkName(at, 'role', name, (given) =>
    /^(postgres$|streaming_replica$|pg_|cnpg_)/.test(given)
      ? 'is reserved (postgres, streaming_replica, pg_*, cnpg_*); give another name'
      : postgresIdentifierProblem(given),
  );
}

/** Refuses tablespaces that CNPG cannot make a volume for. */
export function checkTablespaceName(at: IConstruct, name: string): void {
  checkName(at, 'tablespace', name, (given) => {
    if (given.startsWith('pg_')) return 'starts with pg_, which is reserved; give another name';
    return /^[A-Za-z_][A-Za-z0-9_$]*$/.test(given)
      ? postgresIdentifierProblem(given)
      : 'is not made of letters, digits, _ and $, starting with a letter or _';
  });
}
