// What CNPG makes for a Cluster has names that follow from the Cluster's own.

/** What a Service leads to: the primary, the replicas, or any instance. */
export type Access = 'rw' | 'ro' | 'r';

/** Every access, in the order in which Services are listed. */
export const ACCESSES = ['rw', 'ro', 'r'] as const satisfies readonly Access[];

/** The Service of an access. */
export function serviceName(cluster: string, access: Access): string {
  return `${cluster}-${access}`;
}

/** The access of a Service that the operator creates; undefined for any other Service. */
export function accessOf(cluster: string, service: string): Access | undefined {
  return ACCESSES.find((access) => service === serviceName(cluster, access));
}

/** Whether a Service would take the name of one that the operator makes, or has made: `-any` is the old one of all pods. */
export function isOperatorService(cluster: string, service: string): boolean {
  return [...ACCESSES, 'any'].some((access) => service === `${cluster}-${access}`);
}

/** The Secret with the credentials of the application database's owner. */
export function applicationSecretName(cluster: string): string {
  return `${cluster}-app`;
}

/** The Secret with the password of `postgres`. */
export function superuserSecretName(cluster: string): string {
  return `${cluster}-superuser`;
}

/** The Cluster that a Secret with a password belongs to, if its name is one that the operator gives. */
export function passwordSecretOwner(
  name: string,
): { readonly cluster: string; readonly isSuperuser: boolean } | undefined {
  const [, cluster, suffix] = /^(.+)-(app|superuser)$/.exec(name) ?? [];
  return cluster === undefined ? undefined : { cluster, isSuperuser: suffix === 'superuser' };
}

/** The Secret with the authority that signs the certificates of the server and of clients, and its key. */
export function authoritySecretName(cluster: string): string {
  return `${cluster}-ca`;
}

/** The Secret with the certificate of the server. */
export function serverSecretName(cluster: string): string {
  return `${cluster}-server`;
}

/** The Secret with the client certificate of a DatabaseRole, by the name of the object. */
export function clientCertificateSecretName(databaseRole: string): string {
  return `${databaseRole}-client-cert`;
}

/** The Secret with the client certificate of `streaming_replica`. */
export function replicationSecretName(cluster: string): string {
  return `${cluster}-replication`;
}

/** Name of a subscription in PostgreSQL: its replication slot has the same, and may have no hyphen. */
export function subscriptionNameFor(name: string): string {
  return name.replaceAll(/[-.]/g, '_');
}
