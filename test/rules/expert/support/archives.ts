import { BARMAN, cluster, objectStore } from '.';

export const store = (configuration: Record<string, unknown>, spec: Record<string, unknown> = {}, name = 'backups') =>
  objectStore(name, 'shop', { configuration: { destinationPath: 's3://shop/db', ...configuration }, ...spec });

export const inTree = (configuration: Record<string, unknown>, name = 'shop-db', spec: Record<string, unknown> = {}) =>
  cluster({ backup: { barmanObjectStore: { destinationPath: 's3://shop/db', ...configuration } }, ...spec }, name);

export const external = (parameters: Record<string, string>) => [
  { name: 'source', plugin: { name: BARMAN, parameters: { barmanObjectName: 'backups', ...parameters } } },
];

export const when = (name: string) => ({ name, value: 'when_required' });

export const sidecar = (fields: object) => ({ instanceSidecarConfiguration: fields });

export const both = [when('AWS_REQUEST_CHECKSUM_CALCULATION'), when('AWS_RESPONSE_CHECKSUM_VALIDATION')];
