import { HBA_DATABASE_KEYWORDS, hbaName } from '../../values/postgres/pg-hba';
import { InvalidValueError } from '../../values/text/invalid-value';
import { type Keys, oneOf } from '../../values/text/keys';

/**
 * Pods of the cluster's namespace by their labels. The operator writes their addresses to pg_hba.conf, and follows them when pods come and
 * go. CNPG 1.29 or newer.
 * @see https://cloudnative-pg.io/docs/1.30/cloudnative-pg.v1/#podselectorref
 */
export interface PodSelector {
  /** Name by which the line refers to them: lower-case letters, digits, - and _. One name means the same pods in all lines. */
  readonly name: string;
  /** Labels that the pods have, at least one. `matchExpressions` are in `spec.podSelectorRefs`. */
  readonly podLabels: Readonly<Record<string, string>>;
}

/**
 * A line of pg_hba.conf. PostgreSQL takes the first one that fits and looks no further: to let in these pods alone, follow it by one for
 * the same role from `all` with `reject`, and mind the poolers, which come from pods of their own.
 * @see https://www.postgresql.org/docs/current/auth-pg-hba-conf.html
 */
export interface HbaRule {
  /** Which connections it is about. @default 'hostssl' */
  readonly type?: 'host' | 'hostssl' | 'hostnossl';
  /** Databases; `replication` is physical replication, which `all` is not about. @default 'all' */
  readonly database?: string | readonly string[];
  /** Roles. @default 'all' */
  readonly role?: string | readonly string[];
  /** Pods, or an address with its mask, a host name, `all`, `samenet`. */
  readonly from: PodSelector | string;
  /** How the role proves who it is, or `reject`. @default 'scram-sha-256' */
  readonly method?: 'scram-sha-256' | 'cert' | 'ldap' | 'gss' | 'oauth' | 'reject';
  /** Options of the method, such as `clientcert: 'verify-full'`. @default - none */
  readonly methodOptions?: Readonly<Record<string, string>>;
}

/** Keys of {@link HbaRule}. */
export const HBA_RULE_KEYS: Keys<HbaRule> = {
  type: oneOf({ host: true, hostssl: true, hostnossl: true }),
  database: true,
  role: true,
  from: { name: true, podLabels: true },
  method: oneOf({ 'scram-sha-256': true, cert: true, ldap: true, gss: true, oauth: true, reject: true }),
  methodOptions: true,
};

const SELECTOR = /^[a-z]([a-z0-9_-]*[a-z0-9])?$/;

/** The text of a line. @throws InvalidValueError for a name that has no place in pg_hba.conf */
export function hbaText(line: string | HbaRule): string {
  if (typeof line === 'string') return line;
  const { type = 'hostssl', database = 'all', role = 'all', from, method = 'scram-sha-256', methodOptions = {} } = line;
  const address = typeof from === 'string' ? from : `\${podselector:${from.name}}`;
  const more = Object.entries(methodOptions).map(
    ([name, value]) => `${name}=${/^[\w.-]+$/.test(value) ? value : `"${value}"`}`,
  );
  return [type, words(database, HBA_DATABASE_KEYWORDS), words(role, ['all']), address, method, ...more].join(' ');
}

function words(names: string | readonly string[], keywords: readonly string[]): string {
  return [names]
    .flat()
    .map((name) => (keywords.includes(name) ? name : hbaName(name)))
    .join(',');
}

/** The pods that lines name. @throws InvalidValueError for one name with two meanings, and for one that CNPG refuses */
export function podSelectorRefs(lines: readonly (string | HbaRule)[]) {
  const labels = new Map<string, PodSelector['podLabels']>();
  for (const line of lines) {
    if (typeof line === 'string' || typeof line.from === 'string') continue;
    const { name, podLabels } = line.from;
    if (!SELECTOR.test(name)) {
      throw new InvalidValueError(
        `pod selector "${name}": write lower-case letters, digits, - and _, beginning with a letter`,
      );
    }
    if (Object.keys(podLabels).length === 0) {
      throw new InvalidValueError(
        `pod selector "${name}" has no labels, and would be every pod of the namespace; give one`,
      );
    }
    const known = labels.get(name);
    if (known !== undefined && text(known) !== text(podLabels)) {
      throw new InvalidValueError(`two different pod selectors are named "${name}"; give one of them another name`);
    }
    labels.set(name, podLabels);
  }
  return [...labels].map(([name, podLabels]) => ({ name, selector: { matchLabels: { ...podLabels } } }));
}

function text(labels: PodSelector['podLabels']): string {
  return JSON.stringify(Object.entries(labels).sort(([one], [other]) => (one < other ? -1 : 1)));
}
