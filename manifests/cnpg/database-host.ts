import { CLUSTER_LABEL } from '../../values/cnpg/cnpg-metadata';
import { applicationSecretName, serviceName } from '../../values/cnpg/derived-names';
import { few } from '../../values/text/few';
import { meantBy } from '../../values/text/misspelled';
import { chartedClusters } from '../helm/charted-clusters';
import type { Variable } from '../kubernetes/workload';
import { Kind } from '../object/kinds';
import { at, groupKindOf, type Manifest, namespaceOf, record, text } from '../object/manifest';
import type { Index } from '../object/object-index';
import { clusterIn, clusterOf, clustersNamed } from '../object/references';
import { servicesByNamespace, servicesOf } from './services';

const LABEL = '[a-z0-9](?:[-a-z0-9]*[a-z0-9])?';
const HOST = new RegExp(`^(${LABEL})(?:\\.(${LABEL}))?(\\.svc(?:\\.[a-z0-9.-]+)?)?\\.?$`);
/** The hosts of a connection string: `postgres://user:password@host:5432/database`, `jdbc:postgresql://host/database`. */
const URL = /^(?:jdbc:)?postgres(?:ql)?(?:\+\w+)?:\/\/(?:[^@/]*@)?([^/?]+)/;
const KEYWORD = /(?:^|\s)host\s*=\s*'?([^\s']+)/;
const NAMED_AS_HOST = /(HOST|HOST_?NAME|SERVER|ADDR|ADDRESS|ENDPOINT)$/i;

/** Why nothing answers at a host. */
interface HostProblem {
  readonly message: string;
  readonly fix: string;
  readonly isCertain?: true;
  readonly isGuess?: true;
}

/** Why nothing answers at a host that a variable names; undefined for hosts that exist, and for hosts that do not belong to CNPG. */
export function databaseHostProblem(variable: Variable, from: string, index: Index): HostProblem | undefined {
  for (const host of hostsOf(variable)) {
    const problem = problemOf(host, from, index);
    if (problem) return problem;
  }
  return undefined;
}

/** The hosts that the value of a variable names. */
export function hostsOf({ name, value }: Variable): string[] {
  const list = URL.exec(value)?.[1] ?? KEYWORD.exec(value)?.[1];
  if (list !== undefined) return list.split(',').map((host) => host.replace(/:\d+$/, ''));
  const plain = value.trim().replace(/:\d+$/, '');
  return plain.includes('.svc') || NAMED_AS_HOST.test(name) ? [plain] : [];
}

/** The Service that a host names, and what makes it; undefined for external hosts, and for objects that are not in the run. */
export function serviceOwnerOf(
  host: string,
  from: string,
  index: Index,
): { readonly owner: Manifest; readonly service: string } | undefined {
  const [, service = '', namespace = from] = HOST.exec(host) ?? [];
  const owner = index.derive(servicesByNamespace).get(namespace)?.get(service)?.[0]?.manifest;
  return owner && { owner, service };
}

/** The Cluster that serves its certificate at a host: through one of its Services, or through a Pooler without a certificate of its own. */
export function servingClusterOf(host: string, from: string, index: Index): Manifest | undefined {
  const owner = serviceOwnerOf(host, from, index)?.owner;
  if (owner === undefined || groupKindOf(owner) === Kind.CLUSTER) return owner;
  if (groupKindOf(owner) === Kind.POOLER) {
    return at(owner, 'spec.pgbouncer.clientTLSSecret') === undefined ? clusterOf(owner, index) : undefined;
  }
  const selected = text(record(at(owner, 'spec.selector'))[CLUSTER_LABEL]);
  return selected === undefined ? undefined : index.get(Kind.CLUSTER, namespaceOf(owner), selected);
}

function problemOf(host: string, from: string, index: Index): HostProblem | undefined {
  const [whole, service = '', given, suffix] = HOST.exec(host) ?? [];
  // Without .svc, the second label may belong to an external domain: api.example.
  if (whole === undefined || (given !== undefined && suffix === undefined && clusterIn(given, index) === undefined))
    return undefined;
  const namespace = given ?? from;
  const services = index.derive(servicesByNamespace);
  if (services.get(namespace)?.has(service)) return undefined;
  const meant = clustersFor(service, index);
  if (meant.length === 0 || isOfChart(service, namespace, index)) return undefined;
  const cluster = meant.find((each) => namespaceOf(each) === namespace);
  if (cluster === undefined) {
    const homes = meant.map(namespaceOf).filter((home) => services.get(home)?.has(service));
    return namesakes(service, { namespace, isGiven: given !== undefined, homes });
  }
  const name = text(cluster.metadata.name) ?? '';
  const names = servicesOf(cluster).map((each) => each.name);
  const suffixed = namespace === from ? '' : `.${namespace}.svc`;
  return {
    message: `there is no Service "${service}": Cluster ${namespace}/${name} has ${names.join(', ')}`,
    fix: `write ${serviceName(name, 'rw')}${given === undefined ? suffixed : `.${namespace}${suffix ?? ''}`}, or take the key host of Secret ${applicationSecretName(name)}`,
    isCertain: true,
  };
}

/**
 * Other namespaces have a Service of the name. The database of this one may come from another repository, and the one of another namespace may
 * be that of another environment: who has named the namespace means it, unless it is a typo.
 */
function namesakes(
  service: string,
  { namespace, isGiven, homes }: { readonly namespace: string; readonly isGiven: boolean; readonly homes: string[] },
): HostProblem | undefined {
  const likely = isGiven ? [meantBy(namespace, homes) ?? []].flat() : [...homes].sort();
  if (likely.length === 0) return undefined;
  const home = likely.length === 1 ? likely[0] : 'NAMESPACE';
  return {
    message: `nothing here makes a Service "${service}" in namespace ${namespace}, only in ${few(likely)}`,
    fix: `if nothing else makes it in ${namespace}, and the database of ${home} is meant, write ${service}.${home}.svc`,
    isGuess: true,
  };
}

/** The Clusters that a name may mean: their own name, alone or with a suffix for the kind of access. */
function clustersFor(service: string, index: Index): readonly Manifest[] {
  return namesMeantBy(service).flatMap((name) => clustersNamed(name, index));
}

function namesMeantBy(service: string): string[] {
  const [, bare = service] =
    /^(.+)-(?:rw|ro|r|any|primary|replicas?|master|readonly|postgresql|svc|service)$/.exec(service) ?? [];
  return bare === service ? [service] : [service, bare];
}

/** Whether a chart that nobody has rendered makes it, for a Cluster or one of its Poolers: `<cluster>-pooler-<name>`. */
function isOfChart(service: string, namespace: string, index: Index): boolean {
  return chartedClusters(namespace, index).some(
    (cluster) =>
      servicesOf(cluster).some(({ name }) => name === service) ||
      service.startsWith(`${cluster.metadata.name}-pooler-`),
  );
}
