import { authoritySecretName, replicationSecretName, serverSecretName } from '../../values/cnpg/derived-names';
import { groupBy } from '../../values/collections/group-by';
import { serviceHosts } from '../../values/kubernetes/service-hosts';
import { placeKey } from '../object/identity';
import { Kind } from '../object/kinds';
import { at, type Manifest, namespaceOf, record, text, texts } from '../object/manifest';
import type { Index } from '../object/object-index';
import { servicesOf } from './services';

/** A Secret that a Cluster loads a certificate from, and the cert-manager Certificate that makes it. */
export interface LoadedCertificate {
  /** Field of the Cluster that names the Secret. */
  readonly path: string;
  readonly secret: string;
  readonly certificate: Manifest;
}

const FIELDS = ['serverTLSSecret', 'serverCASecret', 'clientCASecret', 'replicationTLSSecret'] as const;

/** The Secrets of a Cluster's certificates: those that it names, otherwise the operator's own. */
export function certificateSecretsOf(cluster: Manifest): Readonly<Record<(typeof FIELDS)[number], string>> {
  const own = text(cluster.metadata.name) ?? '';
  const given = record(at(cluster, 'spec.certificates'));
  return {
    serverTLSSecret: text(given.serverTLSSecret) ?? serverSecretName(own),
    serverCASecret: text(given.serverCASecret) ?? authoritySecretName(own),
    clientCASecret: text(given.clientCASecret) ?? authoritySecretName(own),
    replicationTLSSecret: text(given.replicationTLSSecret) ?? replicationSecretName(own),
  };
}

/** Whether a Certificate is signed by an authority such as Let's Encrypt, which provides no ca.crt and accepts no names of Services. */
export function isSignedByAcme(certificate: Manifest, index: Index): boolean {
  const { name, kind } = record(at(certificate, 'spec.issuerRef'));
  const issuer =
    kind === 'ClusterIssuer'
      ? index.all(Kind.CLUSTER_ISSUER).find(({ metadata }) => metadata.name === name)
      : index.get(Kind.ISSUER, namespaceOf(certificate), text(name) ?? '');
  return at(issuer, 'spec.acme') !== undefined;
}

/** The Certificates of the run that a Cluster loads, without duplicates. */
export function certificatesOf(cluster: Manifest, index: Index): LoadedCertificate[] {
  const names = record(at(cluster, 'spec.certificates'));
  const found = FIELDS.flatMap((field) => {
    const secret = text(names[field]);
    const certificate = secret === undefined ? undefined : certificateFor(namespaceOf(cluster), secret, index);
    return secret === undefined || certificate === undefined
      ? []
      : [{ path: `spec.certificates.${field}`, secret, certificate }];
  });
  return found.filter(({ secret }, position) => found.findIndex((other) => other.secret === secret) === position);
}

/** The names in the server certificate of a Cluster; undefined if the certificate is not made in this run. */
export function certificateNamesOf(cluster: Manifest, index: Index): string[] | undefined {
  const namespace = namespaceOf(cluster);
  const given = text(at(cluster, 'spec.certificates.serverTLSSecret'));
  if (given !== undefined) {
    const certificate = certificateFor(namespace, given, index);
    return certificate && texts(at(certificate, 'spec.dnsNames'));
  }
  const own = servicesOf(cluster).filter(({ path }) => path === 'metadata.name');
  const standard = own.flatMap(({ name }) => serviceHosts(name, namespace));
  return [...standard, ...texts(at(cluster, 'spec.certificates.serverAltDNSNames'))];
}

/** Whether a certificate with these names is valid for the host. A star matches one label. */
export function coversHost(names: readonly string[], host: string): boolean {
  const wanted = host.toLowerCase().replace(/\.$/, '');
  const parent = wanted.slice(wanted.indexOf('.'));
  return names
    .map((name) => name.toLowerCase())
    .some((name) => name === wanted || (name.startsWith('*.') && name.slice(1) === parent));
}

/** The Certificate of the run that makes a Secret. */
export function certificateFor(namespace: string, secret: string, index: Index): Manifest | undefined {
  return index.derive(bySecret).get(placeKey(namespace, secret))?.[0];
}

function bySecret(index: Index): ReadonlyMap<string, readonly Manifest[]> {
  return groupBy(index.all(Kind.CERTIFICATE), (certificate) =>
    placeKey(namespaceOf(certificate), text(at(certificate, 'spec.secretName'))),
  );
}
