import { at, list, type Manifest, record, text } from '../../manifests/object/manifest';
import type { Node } from '../../rules/admission/server/node';
import { BARMAN_CLOUD_PLUGIN } from '../../values/cnpg/barman-cloud';
import { subscriptionNameFor } from '../../values/cnpg/derived-names';
import { apiWords } from './api-words';
import { flagWord, numberWord, placedWords, resourcesWord, secretWord, some, textWord } from './common-words';
import { call, type Expression, type Words, words } from './expression';
import type { Given } from './given-object';

type Json = Readonly<Record<string, unknown>>;

/** A schedule of backups; CNPG's own defaults are said where the construct's are others. */
export function scheduleWords({ written, full }: Given): Words {
  const { schedule, target } = record(written.spec);
  const { method, immediate, suspend, backupOwnerReference } = record(full.spec);
  return words({
    ...placedWords(written, undefined),
    schedule: call('Schedule.parse', String(schedule)),
    method: method === 'plugin' ? undefined : textWord(method),
    immediate: immediate === true ? undefined : false,
    suspend: suspend === true ? true : undefined,
    backupOwnerReference: backupOwnerReference === 'cluster' ? undefined : (textWord(backupOwnerReference) ?? 'none'),
    target: textWord(target),
  });
}

/** Whether a schedule, or what is like it, names a plugin that is not Barman Cloud's. */
export function isOfOtherPlugin({ written }: Given): boolean {
  const plugin = text(at(written, 'spec.pluginConfiguration.name'));
  return plugin !== undefined && plugin !== BARMAN_CLOUD_PLUGIN;
}

/** @param node - its schema */
export function poolerWords({ written, full }: Given, node: Node | undefined): Words {
  const { type, instances, pgbouncer } = record(full.spec);
  const { poolMode, parameters, pg_hba, paused, authQuery, authQuerySecret } = record(pgbouncer);
  const secret = secretWord(authQuerySecret);
  const monitored = some(at(written, 'spec.monitoring'));
  const monitoring = monitored && apiWords(monitored, node?.field('spec')?.field('monitoring'));
  const containers = list(at(written, 'spec.template.spec.containers')).map(record);
  const own = containers.find(({ name }) => name === 'pgbouncer');
  return words({
    ...placedWords(written, undefined),
    access: type === 'rw' ? undefined : textWord(type),
    mode: textWord(poolMode) ?? 'session',
    instances: numberWord(instances) ?? 1,
    parameters: some(parameters),
    pgHba: some(pg_hba),
    paused: paused === true ? true : undefined,
    authQuery: typeof authQuery === 'string' && secret !== undefined ? { query: authQuery, secret } : undefined,
    resources: resourcesWord(own?.resources),
    adopted: monitoring === undefined ? undefined : { monitoring },
  });
}

export function databaseWords({ written, full }: Given): Words {
  const spec = record(full.spec);
  const name = textWord(spec.name);
  return words({
    ...placedWords(written, 'confirm'),
    database: name === written.metadata.name ? undefined : name,
    owner: textWord(spec.owner),
    ensure: spec.ensure === 'absent' ? 'absent' : undefined,
    reclaimPolicy: spec.databaseReclaimPolicy === 'delete' ? 'delete' : undefined,
    encoding: textWord(spec.encoding),
    locale: textWord(spec.locale),
    template: textWord(spec.template),
    tablespace: textWord(spec.tablespace),
    connectionLimit: numberWord(spec.connectionLimit),
    ...Object.fromEntries(
      ['extensions', 'schemas', 'fdws', 'servers'].map((field) => [field, some(record(written.spec)[field])]),
    ),
  });
}

export function publicationWords({ written, full }: Given): Words {
  const spec = record(full.spec);
  const { allTables, objects } = record(spec.target);
  const name = textWord(spec.name);
  return words({
    ...placedWords(written, 'confirm'),
    publication: name === written.metadata.name ? undefined : name,
    database: textWord(spec.dbname),
    target: allTables === true ? { allTables: true } : words({ objects: some(objects) }),
    parameters: some(spec.parameters),
    reclaimPolicy: spec.publicationReclaimPolicy === 'delete' ? 'delete' : undefined,
  });
}

/** @param externals - the external clusters of its Cluster, by name */
export function subscriptionWords({ written, full }: Given, externals: ReadonlyMap<string, Expression>): Words {
  const spec = record(full.spec);
  const name = textWord(spec.name);
  const source = String(spec.externalClusterName);
  return words({
    ...placedWords(written, 'confirm'),
    subscription: name === subscriptionNameFor(String(written.metadata.name)) ? undefined : name,
    database: textWord(spec.dbname),
    source: externals.get(source) ?? call('ExternalCluster.adopted', { name: source }),
    publication: textWord(spec.publicationName),
    publicationDatabase: textWord(spec.publicationDBName),
    parameters: some(spec.parameters),
    reclaimPolicy: spec.subscriptionReclaimPolicy === 'delete' ? 'delete' : undefined,
  });
}

export function podMonitorWords({ written }: Given): Words {
  return placedWords(written, undefined);
}

/** The Cluster or Pooler whose pods a PodMonitor selects. */
export function monitored(monitor: Manifest): { readonly cluster?: string; readonly pooler?: string } {
  const labels = record(at(monitor, 'spec.selector.matchLabels'));
  return { cluster: text(labels['cnpg.io/cluster']), pooler: text(labels['cnpg.io/poolerName']) };
}

export function catalogWords({ written }: Given): Words {
  const images = list(at(written, 'spec.images')).map(record);
  return words({
    ...placedWords(written, undefined),
    images: Object.fromEntries(images.map(({ major, image }) => [String(major), String(image)])),
  });
}

export function storeWords({ written }: Given): Words {
  const { configuration, instanceSidecarConfiguration, retentionPolicy } = record(written.spec);
  const store = record(configuration);
  const { wal, data } = { wal: record(store.wal), data: record(store.data) };
  const { resources, env } = record(instanceSidecarConfiguration);
  return words({
    ...placedWords(written, 'deny'),
    destinationPath: String(store.destinationPath),
    credentials: credentialsWord(store),
    retention: retentionWord(retentionPolicy),
    endpoint: endpointWord(store, list(env).map(record)),
    compression: group({ wal: textWord(wal.compression), data: textWord(data.compression) }),
    encryption: group({ wal: textWord(wal.encryption), data: textWord(data.encryption) }),
    wal: group({ maxParallel: numberWord(wal.maxParallel) }),
    data: group({ jobs: numberWord(data.jobs), immediateCheckpoint: flagWord(data.immediateCheckpoint) }),
    sidecarResources: resourcesWord(resources) ?? {},
  });
}

function group(given: Record<string, Expression | undefined>): Expression | undefined {
  const found = words(given);
  return Object.keys(found).length === 0 ? undefined : found;
}

function retentionWord(policy: unknown): Expression | undefined {
  const [, count, unit] = /^([1-9]\d*)([dwm])$/.exec(text(policy) ?? '') ?? [];
  const make = { d: 'days', w: 'weeks', m: 'months' }[unit ?? ''];
  return make === undefined ? undefined : call(`Duration.${make}`, Number(count));
}

/** The prop brings variables along, so that it is said only where these are there. */
function endpointWord({ endpointURL }: Json, env: readonly Json[]): Expression | undefined {
  const values = new Map(env.map(({ name, value }) => [name, value]));
  const isOurs = ['AWS_REQUEST_CHECKSUM_CALCULATION', 'AWS_RESPONSE_CHECKSUM_VALIDATION'].every(
    (name) => values.get(name) === 'when_required',
  );
  if (typeof endpointURL !== 'string' || !isOurs) return undefined;
  return words({ url: endpointURL, region: textWord(values.get('AWS_DEFAULT_REGION')) });
}

function credentialsWord({ s3Credentials, azureCredentials, googleCredentials }: Json): Expression {
  if (azureCredentials !== undefined) return azureWord(record(azureCredentials));
  if (googleCredentials !== undefined) {
    const key = keyWord(record(googleCredentials).applicationCredentials);
    return key === undefined ? call('GoogleCredentials.inherit') : call('GoogleCredentials.fromSecret', key);
  }
  const { accessKeyId, secretAccessKey, sessionToken, region } = record(s3Credentials);
  const secret = secretWord(accessKeyId);
  const names = [accessKeyId, secretAccessKey, sessionToken, region].flatMap((each) => text(record(each).name) ?? []);
  const key = (each: unknown) => textWord(record(each).key);
  if (secret === undefined || new Set(names).size > 1) return call('S3Credentials.inherit');
  const keys = { accessKeyId: key(accessKeyId), secretAccessKey: key(secretAccessKey) };
  return call(
    'S3Credentials.fromSecret',
    secret,
    words({ ...keys, sessionToken: key(sessionToken), region: key(region) }),
  );
}

function azureWord({ connectionString, storageAccount, storageKey, storageSasToken, ...rest }: Json): Expression {
  const [text_, account, key, token] = [connectionString, storageAccount, storageKey, storageSasToken].map(keyWord);
  if (text_ !== undefined) return call('AzureCredentials.fromConnectionString', text_);
  if (account !== undefined && key !== undefined) return call('AzureCredentials.fromStorageKey', account, key);
  if (account !== undefined && token !== undefined) return call('AzureCredentials.fromSasToken', account, token);
  return call(rest.useDefaultAzureCredentials === true ? 'AzureCredentials.default' : 'AzureCredentials.inherit');
}

function keyWord(reference: unknown): Expression | undefined {
  const { name, key } = record(reference);
  return typeof name === 'string' && typeof key === 'string'
    ? { secret: call('Secret.fromSecretName', name), key }
    : undefined;
}
