import { at, type Manifest, text } from '../../manifests/manifest';

/** The Secret with the owner's password: one of the user's, or the one that CNPG makes. */
export function applicationSecret(cluster: Manifest): string {
  const { name = '' } = cluster.metadata;
  const given = ['initdb', 'recovery', 'pg_basebackup'].map((way) =>
    text(at(cluster, `spec.bootstrap.${way}.secret.name`)),
  );
  return given.find((secret) => secret !== undefined) ?? `${name}-app`;
}

/** The Secret with the certificate authority of the cluster's services. */
export function caSecret(cluster: Manifest): string {
  return text(at(cluster, 'status.certificates.serverCASecret')) ?? `${cluster.metadata.name}-ca`;
}
