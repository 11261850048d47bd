import { barmanCloudOf } from '../cnpg/plugins';
import { Kind } from '../object/kinds';
import { at, list, type Manifest, namespaceOf, record, text } from '../object/manifest';
import type { Index } from '../object/object-index';

/** Variables that redirect connections to another address. */
const DETOUR = /proxy|endpoint/i;
const HTTPS = 443;

/**
 * The port on which the instances of a cluster call their object store, if the store is certainly an address outside of the cluster: the
 * stores of the cloud providers. A custom endpoint may be a Service or lead through an ingress controller, and a proxy may listen on any
 * port.
 */
export function storePortOf(cluster: Manifest, index: Index): number | undefined {
  const name = text(barmanCloudOf(cluster)?.parameters.barmanObjectName);
  const store = name === undefined ? undefined : index.get(Kind.OBJECT_STORE, namespaceOf(cluster), name);
  const configuration = record(at(store, 'spec.configuration') ?? at(cluster, 'spec.backup.barmanObjectStore'));
  const variables = [...list(at(cluster, 'spec.env')), ...list(at(store, 'spec.instanceSidecarConfiguration.env'))].map(
    (variable) => text(record(variable).name) ?? '',
  );
  const isElsewhere = configuration.endpointURL !== undefined || variables.some((each) => DETOUR.test(each));
  const hasFrom = list(at(cluster, 'spec.envFrom')).length > 0;
  return text(configuration.destinationPath) === undefined || isElsewhere || hasFrom ? undefined : HTTPS;
}
