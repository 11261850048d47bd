import { cluster } from '.';

export const object = (apiVersion: string, kind: string, name: string, spec: Record<string, unknown>) => ({
  apiVersion,
  kind,
  metadata: { name, namespace: 'shop' },
  spec,
});

export const certificate = (secretName: string, spec: Record<string, unknown> = {}) =>
  object('cert-manager.io/v1', 'Certificate', secretName, { secretName, issuerRef: { name: 'company' }, ...spec });

export const issuer = (spec: Record<string, unknown>, kind = 'Issuer') =>
  object('cert-manager.io/v1', kind, 'company', spec);

export const using = (certificates: Record<string, string>) => cluster({ certificates });

export const ACME = { acme: { server: 'https://acme.example.com' } };

export const tls = using({ serverTLSSecret: 'tls', serverCASecret: 'tls' });
