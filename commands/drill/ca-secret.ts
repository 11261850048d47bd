import { at, type Manifest, text } from '../../manifests/object/manifest';

/** The Secret with the certificate authority of the cluster's services. */
export function caSecret(cluster: Manifest): string {
  return text(at(cluster, 'status.certificates.serverCASecret')) ?? `${cluster.metadata.name}-ca`;
}
