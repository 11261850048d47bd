import { cluster, deployment, objectStore } from '.';

export const store = (configuration: Record<string, unknown>, sidecar: Record<string, unknown> = {}) =>
  objectStore('backups', 'shop', {
    configuration: { destinationPath: 's3://shop', endpointURL: 'https://s3.fr-par.example.com', ...configuration },
    instanceSidecarConfiguration: sidecar,
  });

export const inTree = (more: Record<string, unknown>, spec: Record<string, unknown> = {}) =>
  cluster({
    backup: { barmanObjectStore: { destinationPath: 's3://shop', endpointURL: 'http://garage:3900', ...more } },
    ...spec,
  });

/** As Flux fills it in. */
export const VARIABLE = `\${NAME}`;

export const REGION = { name: 'aws', key: 'region' };

export const roles = (inRoles: unknown[], more: unknown[] = [], spec: Record<string, unknown> = {}) =>
  cluster({ managed: { roles: [{ name: 'migrator', inRoles }, ...more] }, ...spec });

export const variable = (name: string, value: string) => ({ name, value });

export const id = (value: string) => deployment({ env: [variable('AWS_ACCESS_KEY_ID', value)] });
