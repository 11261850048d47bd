import type { Construct } from 'constructs';
import type { PostgresCluster } from './cluster';

/** Something of a cluster's own, such as its schedule of backups, and how a cluster that is recovered from it gets the like. */
interface Companion {
  readonly construct: Construct;
  /** What of one cluster there is only one way of: by hand, or after its source. */
  readonly kind: unknown;
  readonly make: (cluster: PostgresCluster) => void;
  readonly twins: Companion[];
}

interface Company {
  readonly companions: Companion[];
  readonly recovered: PostgresCluster[];
  /** Kinds of what was made by hand: nothing of them is made besides. */
  readonly byHand: Set<unknown>;
  /** Whether the cluster is gone, and with it what accompanied it. */
  isDropped: boolean;
}

const COMPANIES = new WeakMap<object, Company>();
/** The companion that is being given to a recovered cluster; undefined while somebody makes one by hand. */
let original: Companion | undefined;

/**
 * Gives the like of a construct to every cluster that is recovered to stay, before or after: a restored database must be backed up, watched
 * and closed as its source is, also when nobody thinks of it. What is made by hand for a recovered cluster takes the place of everything of
 * its kind that it has got in this way.
 *
 * @param kind - all of its class; the construct itself where each is one of its own
 */
export function accompany(
  construct: Construct,
  cluster: object,
  make: (cluster: PostgresCluster) => void,
  kind: unknown = construct.constructor,
): void {
  const company = companyOf(cluster);
  const companion: Companion = { construct, kind, make, twins: [] };
  if (original === undefined) {
    const given = company.companions.filter((other) => !company.byHand.has(other.kind));
    for (const other of given) if (other.kind === kind) remove(other, cluster);
    company.byHand.add(kind);
  } else {
    original.twins.push(companion);
  }
  company.companions.push(companion);
  for (const recovered of company.recovered) give(companion, recovered);
  if (company.isDropped) detach(construct);
}

/** Takes a cluster out of its tree, with its companions, now and later. What was recovered from it keeps its own. */
export function drop(cluster: PostgresCluster): void {
  const company = companyOf(cluster);
  company.isDropped = true;
  for (const { construct } of company.companions) detach(construct);
  detach(cluster);
}

/** What accompanies a cluster, there or not. */
export function accompanying(cluster: PostgresCluster): Construct[] {
  return companyOf(cluster).companions.map(({ construct }) => construct);
}

/** Whether a cluster was taken out of its tree. */
export function isDropped(cluster: object): boolean {
  return companyOf(cluster).isDropped;
}

/** Gives all companions of a cluster, now and later, to one that was recovered from it. */
export function follow(source: PostgresCluster, recovered: PostgresCluster): void {
  const { companions, recovered: all } = companyOf(source);
  all.push(recovered);
  for (const companion of companions) give(companion, recovered);
}

/** `shop-db-r2-daily` for the `shop-db-daily` of shop-db, and for its `daily`; at most 63 characters. */
export function companionName(name: string, source: string, recovered: string): string {
  if (name === source) return recovered;
  const rest = name.startsWith(`${source}-`) ? name.slice(source.length + 1) : name;
  return `${recovered}-${rest}`.slice(0, 63).replace(/-+$/, '');
}

function give(companion: Companion, recovered: PostgresCluster): void {
  if (companyOf(recovered).byHand.has(companion.kind)) return;
  const outer = original;
  original = companion;
  try {
    companion.make(recovered);
  } finally {
    original = outer;
  }
}

function remove({ construct, twins }: Companion, cluster: object): void {
  const { companions } = companyOf(cluster);
  companions.splice(
    companions.findIndex((other) => other.construct === construct),
    1,
  );
  detach(construct);
  for (const twin of twins) for (const next of companyOf(cluster).recovered) remove(twin, next);
}

function detach({ node }: Construct): void {
  node.scope?.node.tryRemoveChild(node.id);
}

function companyOf(cluster: object): Company {
  const known = COMPANIES.get(cluster);
  if (known !== undefined) return known;
  const company: Company = { companions: [], recovered: [], byHand: new Set(), isDropped: false };
  COMPANIES.set(cluster, company);
  return company;
}
