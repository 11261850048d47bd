import { BARMAN_CLOUD_PLUGIN } from '../../values/cnpg/barman-cloud';
import { type Manifest, record, text } from '../object/manifest';
import { isOn } from './template-values';

type Values = Readonly<Record<string, unknown>>;

/** What CNPG's chart `cluster` makes of the values below `backups`, as far as databases depend on it. */
export interface ChartBackups {
  /** Fields of the Cluster. */
  readonly spec: Values;
  /** The store that it archives to, if the chart makes one: where it is, no manifest says. */
  readonly store?: Pick<Manifest, 'apiVersion' | 'kind'> & { readonly name: string };
  /** The values that the fields do not show. */
  readonly rest: Values;
}

const RETENTION = '30d';

/** @param cluster - the name of the Cluster, from which the chart takes other names */
export function chartBackups(values: unknown, cluster: string): ChartBackups {
  const backups = record(values);
  const { enabled, retentionPolicy, destinationPath, ...rest } = backups;
  if (backups.method === 'plugin') {
    const shown = { ...rest, retentionPolicy: retentionPolicy ?? RETENTION, destinationPath: destinationPath ?? '' };
    if (!isOn(enabled)) return { spec: {}, rest: shown };
    const name = `${cluster}-backups`;
    const parameters = { barmanObjectName: name };
    return {
      spec: { plugins: [{ name: BARMAN_CLOUD_PLUGIN, enabled: true, isWALArchiver: true, parameters }] },
      store: { apiVersion: 'barmancloud.cnpg.io/v1', kind: 'ObjectStore', name },
      rest: shown,
    };
  }
  if (!isOn(enabled)) return { spec: {}, rest };
  const barmanObjectStore = { destinationPath: pathOf(backups), ...credentialsOf(backups, cluster) };
  return { spec: { backup: { barmanObjectStore, retentionPolicy: text(retentionPolicy) || RETENTION } }, rest };
}

function pathOf({ provider, destinationPath, s3, azure, google }: Values): string {
  if (text(destinationPath)) return String(destinationPath);
  const { storageAccount, serviceName = 'blob', containerName } = record(azure);
  switch (provider) {
    case 'azure':
      return `https://${storageAccount}.${serviceName}.core.windows.net/${containerName}${folderOf(azure)}`;
    case 'google':
      return `gs://${record(google).bucket}${folderOf(google)}`;
    default:
      return `s3://${record(s3).bucket}${folderOf(s3)}`;
  }
}

function folderOf(store: unknown): string {
  return text(record(store).path) ?? '/';
}

/** Names and keys of the chart's own Secret. */
function credentialsOf({ provider, secret, s3, azure, google }: Values, cluster: string): Values {
  const own = text(record(secret).name);
  const key = (of: string, name: string) => ({ name: own || `${cluster}-backup-${of}-creds`, key: name });
  switch (provider) {
    case 'azure':
      return {
        azureCredentials: isOn(record(azure).inheritFromAzureAD)
          ? { inheritFromAzureAD: true }
          : { connectionString: key('azure', 'AZURE_CONNECTION_STRING') },
      };
    case 'google':
      return {
        googleCredentials: isOn(record(google).gkeEnvironment)
          ? { gkeEnvironment: true }
          : { applicationCredentials: key('google', 'APPLICATION_CREDENTIALS') },
      };
    default:
      return {
        s3Credentials: isOn(record(s3).inheritFromIAMRole)
          ? { inheritFromIAMRole: true }
          : { accessKeyId: key('s3', 'ACCESS_KEY_ID'), secretAccessKey: key('s3', 'ACCESS_SECRET_KEY') },
      };
  }
}
