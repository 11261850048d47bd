import { serviceHosts } from '../../values/kubernetes/service-hosts';
import { Pki } from '../certificates/pki';
import type { ClusterParts } from './cluster-parts';
import type { PostgresClusterProps } from './cluster-props';
import type { PostgresClusterBase } from './cluster-reference';
import { defaultServices } from './service';

/** What cert-manager makes for a cluster; undefined where its certificates come from elsewhere. */
export function addPki(
  cluster: PostgresClusterBase,
  props: PostgresClusterProps,
  parts: ClusterParts,
): Pki | undefined {
  const { certificates, protection = 'deny' } = props;
  if (certificates?.certManager === undefined) return undefined;
  const { name, namespace } = cluster;
  const services = defaultServices(cluster, props.disabledServices);
  return new Pki(cluster, 'Pki', {
    cluster: name,
    namespace,
    options: certificates.certManager,
    hosts: () => [
      ...new Set([
        ...services.flatMap((service) => serviceHosts(service, namespace)),
        ...parts.hosts,
        ...(certificates.altDnsNames ?? []),
      ]),
    ],
    protection,
  });
}
