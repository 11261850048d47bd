import { cluster, parameters } from '.';

export const hba = (...lines: string[]) => cluster({ postgresql: { pg_hba: lines } });

export const tls = (version: string, reason?: string) => ({
  ...parameters({ ssl_min_protocol_version: version }),
  metadata: {
    name: 'shop-db',
    namespace: 'shop',
    annotations: reason === undefined ? {} : { 'cnpg-gitops/tls-minimum-version': reason },
  },
});

export const certificate = (spec: Record<string, unknown>, namespace = 'shop') => ({
  apiVersion: 'cert-manager.io/v1',
  kind: 'Certificate',
  metadata: { name: 'tls', namespace },
  spec: { secretName: 'tls', issuerRef: { name: 'company' }, ...spec },
});

export const ours = cluster({ certificates: { serverTLSSecret: 'tls', serverCASecret: 'tls' } });

export const clients = cluster({ certificates: { clientCASecret: 'tls', replicationTLSSecret: 'tls' } });
