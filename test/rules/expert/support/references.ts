import { cluster, cnpg, dependent, withMetadata } from '.';

export const elsewhere = <Manifest extends { metadata: object }>(
  manifest: Manifest,
  namespace: string | undefined = 'other',
) => withMetadata(manifest, { namespace });

export const initdb = (spec: Record<string, unknown> = {}) =>
  cluster({ bootstrap: { initdb: { database: 'shop', owner: 'app' } }, ...spec });

export const managed = (...names: string[]) => ({ managed: { roles: names.map((name) => ({ name })) } });

export const database = (spec: Record<string, unknown>, name = 'd') =>
  dependent('Database', name, { name: 'audit', owner: 'app', ...spec });

export const namespace = (name: string) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } });

export const catalog = (images: object[], kind = 'ImageCatalog') => cnpg(kind, 'postgres', { images });

export const uses = (major: unknown, kind = 'ImageCatalog', name = 'postgres') =>
  cluster({ imageCatalogRef: { kind, name, major } });

export const images = [{ major: 17, image: 'postgresql:17.7' }];

export const tablespaces = { tablespaces: [{ name: 'fast', owner: { name: 'auditor' } }] };

export const publication = (dbname: string) => dependent('Publication', 'p', { name: 'p', dbname });

export const subscription = dependent('Subscription', 's', { externalClusterName: 'source' });

export const role = (fields: object) => initdb({ managed: { roles: [{ name: 'reports', ...fields }] } });

export const databaseRole = (fields: object = {}, name = 'r') =>
  dependent('DatabaseRole', name, { name: 'reports', ...fields });

export const monitor = (spec: Record<string, unknown>, labels: object = { 'cnpg.io/cluster': 'shop-db' }) => ({
  apiVersion: 'monitoring.coreos.com/v1',
  kind: 'PodMonitor',
  metadata: { name: 'm', namespace: 'shop' },
  spec: { selector: { matchLabels: labels }, podMetricsEndpoints: [{ port: 'metrics' }], ...spec },
});

export const map = (data: object) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'q', namespace: 'shop' },
  data,
});
