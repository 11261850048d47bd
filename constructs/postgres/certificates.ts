import type { ISecret } from '../security/secret';

/**
 * Certificates of a cluster. Without any, CNPG makes an authority and renews what it signs.
 * @see https://cloudnative-pg.io/documentation/1.28/certificates/
 */
export type Certificates = {
  /** Authority of client certificates, and the certificate for streaming replication it signed. @default - CNPG's own */
  readonly client?: { readonly ca: ISecret; readonly replication: ISecret };
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

/** The `certificates` stanza; `names` are those that services and poolers need. */
export function renderCertificates(certificates: Certificates | undefined, names: readonly string[]) {
  const altNames = [...new Set([...(certificates?.altDnsNames ?? []), ...names])];
  return {
    clientCaSecret: certificates?.client?.ca.name,
    replicationTlsSecret: certificates?.client?.replication.name,
    serverCaSecret: certificates?.server?.ca.name,
    serverTlsSecret: certificates?.server?.tls.name,
    serverAltDnsNames: certificates?.server !== undefined || altNames.length === 0 ? undefined : altNames,
  };
}
