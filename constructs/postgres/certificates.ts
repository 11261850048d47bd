import { type Keys, oneOf } from '../../values/text/keys';
import type { Duration } from '../../values/time/duration';
import { checkKeys } from '../base/check-keys';
import { type ISecret, SECRET_KEYS, Secret } from '../secrets/secret';

/**
 * Certificates of a cluster. Without any, CNPG makes an authority and renews what it signs.
 * @see https://cloudnative-pg.io/documentation/1.28/certificates/
 */
export type Certificates = ManagedCertificates | GivenCertificates;

/** Certificates that CNPG signs, or that are made elsewhere. */
export type GivenCertificates = {
  /** Authority of client certificates, and the certificate for streaming replication it signed. @default - CNPG's own */
  readonly client?: { readonly ca: ISecret; readonly replication: ISecret };
  /** Not together with `client`, `server` and `altDnsNames`. @default - none */
  readonly certManager?: undefined;
} & (
  | {
      /** Further names for the server certificate that CNPG signs. @default - those of additional services and poolers, which are always added */
      readonly altDnsNames?: readonly string[];
      /** Not together with `altDnsNames`. @default - CNPG's own */
      readonly server?: undefined;
    }
  | {
      /** A server certificate of your own (`tls.crt`, `tls.key`) and its authority (`ca.crt`). It must name every service in use. */
      readonly server: { readonly ca: ISecret; readonly tls: ISecret };
      /** Not together with `server`: your certificate has the names that it has. @default - none */
      readonly altDnsNames?: undefined;
    }
);

/** Certificates that cert-manager signs and renews, as `certManager` makes them. */
export interface ManagedCertificates {
  readonly certManager: CertManagerOptions;
  /** Further names for the server certificate. @default - those of all services and poolers, which are always there */
  readonly altDnsNames?: readonly string[];
  /** Not together with `certManager`. @default - none */
  readonly client?: undefined;
  /** Not together with `certManager`. @default - none */
  readonly server?: undefined;
}

/** An issuer of cert-manager that exists. */
export interface IssuerReference {
  readonly name: string;
  /** An Issuer is in the namespace of the cluster; a ClusterIssuer, or a kind of another group, is not. @default 'ClusterIssuer' */
  readonly kind?: string;
  /** API group of the issuer. @default 'cert-manager.io' */
  readonly group?: string;
}

/** Options of {@link certManager}. */
export interface CertManagerOptions {
  /**
   * Who signs the server certificate. It must tell its authority (`ca.crt`), which ACME does not.
   * @default - an authority of the cluster's own, made by cert-manager
   */
  readonly issuer?: IssuerReference;
  /**
   * Who signs client certificates. Whoever gets one from it with the name of a role, or with `streaming_replica`, is that role: an issuer
   * must serve this cluster alone. `operator` leaves them to CNPG, which PgBouncer needs: only with the authority's key can the operator
   * sign a certificate for it.
   * @default - an authority of the cluster's own, made by cert-manager
   */
  readonly clientIssuer?: IssuerReference | 'operator';
  /** How long a certificate is valid, from 1 hour. @default - 90 days */
  readonly duration?: Duration;
  /** How long before its end it is renewed: less than `duration`, and long enough for somebody to notice that it fails. @default - 30 days */
  readonly renewBefore?: Duration;
}

const ISSUER_KEYS: Keys<IssuerReference> = { name: true, kind: true, group: true };
const CERT_MANAGER_KEYS: Keys<CertManagerOptions> = {
  issuer: ISSUER_KEYS,
  clientIssuer: oneOf({ operator: true }, ISSUER_KEYS),
  duration: true,
  renewBefore: true,
};
/** Keys of {@link Certificates}. */
export const CERTIFICATES_KEYS: Keys<Certificates> = {
  client: { ca: SECRET_KEYS, replication: SECRET_KEYS },
  certManager: CERT_MANAGER_KEYS,
  altDnsNames: true,
  server: { ca: SECRET_KEYS, tls: SECRET_KEYS },
};

/**
 * Certificates by cert-manager: for the server with the names of all services and poolers, for streaming replication, and for each role
 * that comes by certificate. The operator loads what is renewed. A recovered cluster gets its own.
 *
 * ```ts
 * certificates: certManager({ issuer: { name: 'company-ca' } })
 * ```
 * @see https://cloudnative-pg.io/documentation/1.28/certificates/#cert-manager-example
 */
export function certManager(
  options: CertManagerOptions & Pick<ManagedCertificates, 'altDnsNames'> = {},
): ManagedCertificates {
  checkKeys<CertManagerOptions & Pick<ManagedCertificates, 'altDnsNames'>>('certManager', options, {
    ...CERT_MANAGER_KEYS,
    altDnsNames: true,
  });
  const { altDnsNames, ...rest } = options;
  return { certManager: rest, ...(altDnsNames && { altDnsNames }) };
}

/** Secrets that cert-manager makes for a cluster: no name is one of CNPG's own (`-ca`, `-server`, `-replication`). */
export function pkiSecrets(cluster: string) {
  return { server: `${cluster}-pki-server`, replication: `${cluster}-pki-replication`, ca: `${cluster}-pki-ca` };
}

/** Whether the operator holds the key of the authority that signs client certificates. */
export function operatorSignsClients(certificates: Certificates | undefined): boolean {
  const { certManager, client } = certificates ?? {};
  return certManager === undefined ? client === undefined : certManager.clientIssuer === 'operator';
}

/** The Secret with the certificate of the server's authority; undefined for CNPG's own. */
export function serverCaOf(cluster: string, certificates: Certificates | undefined): ISecret | undefined {
  return certificates?.certManager === undefined
    ? certificates?.server?.ca
    : Secret.fromSecretName(pkiSecrets(cluster).server);
}

/** The `certificates` stanza; `names` are those that services and poolers need. */
export function renderCertificates(cluster: string, certificates: Certificates | undefined, names: readonly string[]) {
  if (certificates?.certManager !== undefined) {
    // cert-manager writes ca.crt into every Secret, so the Secret with the authority's key stays out of the instances' reach.
    const { server, replication } = pkiSecrets(cluster);
    const client = operatorSignsClients(certificates) ? undefined : replication;
    return {
      clientCaSecret: client,
      replicationTlsSecret: client,
      serverCaSecret: server,
      serverTlsSecret: server,
      serverAltDnsNames: undefined,
    };
  }
  const altNames = [...new Set([...(certificates?.altDnsNames ?? []), ...names])];
  return {
    clientCaSecret: certificates?.client?.ca.name,
    replicationTlsSecret: certificates?.client?.replication.name,
    serverCaSecret: certificates?.server?.ca.name,
    serverTlsSecret: certificates?.server?.tls.name,
    serverAltDnsNames: certificates?.server !== undefined || altNames.length === 0 ? undefined : altNames,
  };
}
