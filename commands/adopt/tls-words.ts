import type { PostgresClusterProps, RoleProps } from '../../constructs/index';
import { renderPgHba } from '../../constructs/postgres/tls';
import { equal } from '../../manifests/object/json';
import { type Expression, evaluate, type Words } from './expression';
import { triedInput } from './tried-input';

/** `required` where the lines are those that it makes, after some of one's own; everything else is the lines themselves. */
export function tlsWords(
  lines: readonly string[],
  bootstrap: Expression,
  roles: readonly Words[] | undefined,
): Record<string, Expression | undefined> {
  const isRequired = (own: readonly string[]) => equal(triedInput(() => linesOf(own, bootstrap, roles)).value, lines);
  const count = lines.findIndex((_, index) => isRequired(lines.slice(0, index)));
  const own = count < 0 ? lines : lines.slice(0, count);
  return { tls: count < 0 ? 'optional' : undefined, pgHba: own.length === 0 ? undefined : own };
}

function linesOf(pgHba: readonly string[], bootstrap: Expression, roles: readonly Words[] = []): string[] {
  const props = { pgHba, bootstrap: evaluate(bootstrap) } as PostgresClusterProps;
  return renderPgHba(
    props,
    roles.map((role) => evaluate(role) as RoleProps),
  );
}
