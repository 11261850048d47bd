import { cluster, dependent, deployment, withMetadata } from '.';
import { helmRelease } from './flux';

export const env = (name: string, value: string, namespace = 'shop') =>
  deployment({ env: [{ name, value }] }, namespace);

export const key = (name: string, wanted: string, more: object = {}) =>
  deployment({ env: [{ name: 'X', valueFrom: { secretKeyRef: { name, key: wanted, ...more } } }] });

export const service = (name: string) => ({ apiVersion: 'v1', kind: 'Service', metadata: { name, namespace: 'shop' } });

export const alias = cluster({
  managed: { services: { additional: [{ selectorType: 'rw', serviceTemplate: { metadata: { name: 'shop-db' } } }] } },
});

export const given = cluster({ bootstrap: { initdb: { database: 'a', secret: { name: 'own' } } } });

export const externalSecret = (spec: object, name = 'own') => ({
  apiVersion: 'external-secrets.io/v1',
  kind: 'ExternalSecret',
  metadata: { name, namespace: 'shop' },
  spec,
});

export const api = (image: string, secret = 'shop-db-app') =>
  deployment({ image, envFrom: [{ secretRef: { name: secret } }] });

export const pooler = (name: string, spec: Record<string, unknown> = {}) => dependent('Pooler', name, spec);

/** A release of CNPG's chart in that namespace. */
export const release = (namespace: string, values: object) =>
  withMetadata(helmRelease('cluster', values), { name: 'db', namespace });
