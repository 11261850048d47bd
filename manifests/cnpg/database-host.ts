import { CLUSTER_LABEL } from '../../values/cnpg/cnpg-metadata';
import { applicationSecretName, serviceName } from '../../values/cnpg/derived-names';
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

/** Why nothing answers at a host that a variable names; undefined for hosts that exist, and for hosts that do not belong to CNPG. */
export function databaseHostProblem(
  variable: Variable,
  from: string,
  index: Index,
): { message: string; fix: string } | undefined {
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

function problemOf(host: string, from: string, index: Index): { message: string; fix: string } | undefined {
  const [whole, service = '', given, suffix] = HOST.exec(host) ?? [];
  // Without .svc, the second label may belong to an external domain: api.example.
  if (whole === undefined || (given !== undefined && suffix === undefined && clusterIn(given, index) === undefined))
    return undefined;
  const namespace = given ?? from;
  const services = index.derive(servicesByNamespace);
  if (services.get(namespace)?.has(service)) return undefined;
  const cluster = clusterFor(service, namespace, index);
  if (cluster === undefined) return undefined;
  const home = namespaceOf(cluster);
  const name = text(cluster.metadata.name) ?? '';
  if (home !== namespace && services.get(home)?.has(service)) {
    const message = `there is no Service "${service}" in namespace ${namespace}: Cluster ${name} has it in ${home}`;
    return { message, fix: `write ${service}.${home}.svc` };
  }
  const names = servicesOf(cluster).map((each) => each.name);
  const suffixed = home === from ? '' : `.${home}.svc`;
  return {
    message: `there is no Service "${service}": Cluster ${home}/${name} has ${names.join(', ')}`,
    fix: `write ${serviceName(name, 'rw')}${given === undefined ? suffixed : `.${home}${suffix ?? ''}`}, or take the key host of Secret ${applicationSecretName(name)}`,
  };
}

/** The Cluster that a name must mean: its own name, alone or with a suffix for the kind of access. */
function clusterFor(service: string, namespace: string, index: Index): Manifest | undefined {
  const [, bare = service] =
    /^(.+)-(?:rw|ro|r|any|primary|replicas?|master|readonly|postgresql|svc|service)$/.exec(service) ?? [];
  const clusters = [...clustersNamed(service, index), ...(bare === service ? [] : clustersNamed(bare, index))];
  return clusters.find((cluster) => namespaceOf(cluster) === namespace) ?? clusters[0];
}
