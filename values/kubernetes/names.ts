import { remember } from '../collections/remember';

// Each function gives what is wrong with a name, as a text that follows it in a sentence, or undefined.

const LABEL_1035 = /^[a-z]([-a-z0-9]*[a-z0-9])?$/;
const LABEL_1123 = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const SUBDOMAIN_1123 = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const QUALIFIED = /^[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$/;

/** What Services are named after. */
export function dns1035LabelProblem(name: string): string | undefined {
  return problem(
    name,
    LABEL_1035,
    63,
    'lower-case letters, digits and hyphens, starting with a letter, such as orders-db',
  );
}

/** What namespaces are named after. */
export function dns1123LabelProblem(name: string): string | undefined {
  return problem(name, LABEL_1123, 63, 'lower-case letters, digits and hyphens, such as orders-db');
}

/** What most objects are named after. */
export function dns1123SubdomainProblem(name: string): string | undefined {
  return problem(name, SUBDOMAIN_1123, 253, 'lower-case letters, digits, hyphens and dots, such as orders-db.example');
}

/** May be empty. */
export function labelValueProblem(value: string): string | undefined {
  return value === '' ? undefined : problem(value, QUALIFIED, 63, 'letters, digits, hyphens, underscores and dots');
}

/** The key of a label or an annotation: `app`, `example.com/team`. */
export const qualifiedNameProblem = remember((name): string | undefined => {
  const [last = '', prefix, ...more] = name.split('/').reverse();
  if (more.length > 0) return 'has more than one slash: write a name or prefix/name';
  const prefixProblem = prefix === undefined ? undefined : dns1123SubdomainProblem(prefix);
  if (prefixProblem !== undefined) return `has a prefix that ${prefixProblem}`;
  return problem(last, QUALIFIED, 63, 'letters, digits, hyphens, underscores and dots, such as example.com/team');
});

/**
 * CNPG names Services and Pods after the cluster, therefore a DNS-1035 label of at most 50 characters.
 *
 * @see https://cloudnative-pg.io/documentation/1.28/cloudnative-pg.v1/#cluster
 */
export function clusterNameProblem(name: string): string | undefined {
  return problem(
    name,
    LABEL_1035,
    50,
    'lower-case letters, digits and hyphens, starting with a letter, such as orders-db',
  );
}

/**
 * PostgreSQL cuts longer names off at 63 bytes, not characters, and what looks them up afterwards does not find them.
 *
 * @see https://www.postgresql.org/docs/current/sql-syntax-lexical.html#SQL-SYNTAX-IDENTIFIERS
 */
export function postgresIdentifierProblem(name: string): string | undefined {
  if (name === '') return 'is empty';
  if (name.includes('\0')) return 'has a zero character, which PostgreSQL cannot store';
  const bytes = Buffer.byteLength(name, 'utf8');
  return bytes > 63 ? `has ${bytes} bytes: PostgreSQL truncates it to 63` : undefined;
}

function problem(name: string, pattern: RegExp, longest: number, allowed: string): string | undefined {
  if (name === '') return `is empty: write ${allowed}`;
  if (name.length > longest) return `has ${name.length} characters: at most ${longest} are allowed`;
  return pattern.test(name) ? undefined : `does not consist of ${allowed}`;
}
