import { accessOf } from '../../values/cnpg/derived-names';
import { POSTGRES_PORT } from '../../values/cnpg/ports';
import { clustersBySecret } from '../cnpg/clusters-by-secret';
import { hostsOf, serviceOwnerOf } from '../cnpg/database-host';
import { selects } from '../drills/selector';
import { secretReferencesOf } from '../kubernetes/secret-references';
import { containersOf, type Variable, variablesOf } from '../kubernetes/workload';
import { Kind } from '../object/kinds';
import { at, groupKindOf, list, type Manifest, namespaceOf, record, text } from '../object/manifest';
import type { Index } from '../object/object-index';
import { dependentsOf } from '../object/references';
import { instancePods, type NetworkPod, poolerPod } from './pods';

/** A declared connection of a workload to a database: the workload names a host or reads a role's credentials. */
export interface DeclaredConnection {
  /** The evidence: `shop-db-rw`, `Secret shop-db-app`. */
  readonly by: string;
  readonly isHost: boolean;
  /** Pods behind it. If only a Secret is read, any of them suffices. */
  readonly targets: readonly NetworkPod[];
  readonly port: number;
}

/** The connections that a workload declares to Clusters and Poolers of the run. */
export function declaredConnections(workload: Manifest, index: Index): DeclaredConnection[] {
  const from = namespaceOf(workload);
  const byHost = new Map(
    [...variablesOf(workload), ...configuredVariables(workload, index)]
      .flatMap(hostsOf)
      .map((host) => [host, podsBehind(host, from, index)] as const),
  );
  const hosts = [...byHost].filter(([, targets]) => targets.length > 0);
  if (hosts.length > 0) {
    return hosts.map(([by, targets]) => ({ by, isHost: true, targets: targets.slice(0, 1), port: POSTGRES_PORT }));
  }
  const secrets = new Set(
    secretReferencesOf(workload)
      .filter(isCredentials)
      .map(({ name }) => name),
  );
  return [...secrets].flatMap((secret) => {
    const clusters = clustersBySecret(from, secret, index);
    const targets = clusters.flatMap((cluster) => [
      ...instancePods(cluster).slice(0, 1),
      ...dependentsOf(Kind.POOLER, cluster, index).map(poolerPod),
    ]);
    return targets.length === 0 ? [] : [{ by: `Secret ${secret}`, isHost: false, targets, port: POSTGRES_PORT }];
  });
}

/** The pods of a Service: by its name for CNPG's, by its selector for others. */
function podsBehind(host: string, from: string, index: Index): NetworkPod[] {
  const found = serviceOwnerOf(host, from, index);
  if (found === undefined) return [];
  const { owner, service } = found;
  switch (groupKindOf(owner)) {
    case Kind.CLUSTER: {
      const [primary, replica] = instancePods(owner);
      const isReadOnly = accessOf(String(owner.metadata.name), service) === 'ro';
      return [isReadOnly ? replica : primary].filter((pod) => pod !== undefined);
    }
    case Kind.POOLER:
      return [poolerPod(owner)];
    default: {
      const selector = record(at(owner, 'spec.selector'));
      if (Object.keys(selector).length === 0) return [];
      const isHere = (manifest: Manifest) => namespaceOf(manifest) === namespaceOf(owner);
      const pods = [
        ...index.all(Kind.CLUSTER).filter(isHere).flatMap(instancePods),
        ...index.all(Kind.POOLER).filter(isHere).map(poolerPod),
      ];
      return pods.filter(({ labels }) => selects({ matchLabels: selector }, labels));
    }
  }
}

/** Variables with values from a ConfigMap of the run. */
function configuredVariables(workload: Manifest, index: Index): Variable[] {
  const dataOf = (name: unknown) => record(index.get(Kind.CONFIG_MAP, namespaceOf(workload), text(name) ?? '')?.data);
  return containersOf(workload).flatMap(({ path, fields }) => [
    ...list(fields.env).flatMap((variable) => {
      const { name, key } = record(at(variable, 'valueFrom.configMapKeyRef'));
      const value = text(dataOf(name)[text(key) ?? '']);
      return value === undefined ? [] : [{ name: text(record(variable).name) ?? '', value, path }];
    }),
    ...list(fields.envFrom).flatMap((source) =>
      Object.entries(dataOf(at(source, 'configMapRef.name'))).flatMap(([name, value]) =>
        typeof value === 'string' ? [{ name, value, path }] : [],
      ),
    ),
  ]);
}

/** A workload that reads only a certificate or a name need not connect. */
function isCredentials({ keys }: { readonly keys: readonly string[] }): boolean {
  return keys.length === 0 || keys.some((key) => key === 'password' || key === 'pgpass' || key.endsWith('uri'));
}
