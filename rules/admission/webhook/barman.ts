import type { ClusterView } from './cluster-view';
import { SINCE_1_28_4 } from './since';
import type { ClusterRule } from './webhook-rule';

const STORE = 'backup.barmanObjectStore';
const AZURE = `${STORE}.azureCredentials`;
const S3 = `${STORE}.s3Credentials`;
const GOOGLE = `${STORE}.googleCredentials`;

const AZURE_SECRETS = ['storageKey', 'storageSasToken'];
/** Schemas of operators without the second one refuse it. */
const AZURE_IDENTITIES = ['inheritFromAzureAD', 'useDefaultAzureCredentials'];
const AZURE_METHODS = [...AZURE_SECRETS, ...AZURE_IDENTITIES];

/** In-tree Barman Cloud. CNPG overwrites the findings about a provider with those about the next one. */
export const barmanRules: readonly ClusterRule[] = [
  {
    id: 'cluster-barman-credentials',
    says: 'An object store has credentials',
    on: 'both',
    check(cluster, tell) {
      if (!cluster.has(STORE) || providers(cluster).length > 0) return;
      tell(`spec.${STORE}`, 'has no credentials', 'add s3Credentials, azureCredentials or googleCredentials');
    },
  },
  {
    id: 'cluster-barman-single-provider',
    says: 'An object store has one provider',
    on: 'both',
    check(cluster, tell) {
      const given = providers(cluster);
      if (given.length < 2) return;
      const names = given.map((path) => path.slice(STORE.length + 1));
      tell(`spec.${STORE}`, `has ${names.join(' and ')}`, 'keep the credentials of one provider');
    },
  },
  {
    id: 'cluster-barman-azure-methods',
    says: 'Azure without a connection string has one way to authenticate',
    on: 'both',
    check(cluster, tell) {
      if (last(cluster) !== AZURE || cluster.has(`${AZURE}.connectionString`)) return;
      const methods = azureMethods(cluster);
      if (methods.length === 1) return;
      const message = `has ${methods.join(' and ') || 'no way to authenticate'}, but needs exactly one`;
      tell(`spec.${AZURE}`, message, `use one of ${AZURE_METHODS.join(', ')}`);
    },
  },
  {
    id: 'cluster-barman-azure-connection-string',
    says: 'An Azure connection string excludes other credentials',
    on: 'both',
    check(cluster, tell) {
      if (last(cluster) !== AZURE || !cluster.has(`${AZURE}.connectionString`)) return;
      const methods = azureMethods(cluster);
      if (methods.length === 0) return;
      tell(`spec.${AZURE}`, `has connectionString and ${methods.join(' and ')}`, 'keep connectionString alone');
    },
  },
  // Barman Cloud brought this in a release that was not determined: it is asked only where a server was seen to refuse.
  {
    id: 'cluster-barman-azure-account',
    says: 'An Azure key or SAS token needs the storage account',
    on: 'both',
    operator: SINCE_1_28_4,
    check(cluster, tell) {
      if (last(cluster) !== AZURE || cluster.has(`${AZURE}.storageAccount`)) return;
      const keys = AZURE_SECRETS.filter((name) => cluster.has(`${AZURE}.${name}`));
      if (keys.length === 0) return;
      tell(`spec.${AZURE}`, `has ${keys.join(' and ')} without storageAccount`, 'add storageAccount');
    },
  },
  {
    id: 'cluster-barman-azure-account-twice',
    says: 'An Azure connection string excludes storageAccount',
    on: 'both',
    operator: SINCE_1_28_4,
    check(cluster, tell) {
      if (last(cluster) !== AZURE || !cluster.has(`${AZURE}.connectionString`)) return;
      if (!cluster.has(`${AZURE}.storageAccount`)) return;
      tell(`spec.${AZURE}`, 'has connectionString and storageAccount', 'keep connectionString alone');
    },
  },
  {
    id: 'cluster-barman-s3-key-pair',
    says: 'S3 has both halves of a key pair',
    on: 'both',
    check(cluster, tell) {
      const halves = s3Keys(cluster);
      if (last(cluster) !== S3 || halves.length !== 1) return;
      tell(`spec.${S3}`, `has only ${halves[0]} of a key pair`, 'add both accessKeyId and secretAccessKey');
    },
  },
  {
    id: 'cluster-barman-s3-method',
    says: 'S3 has a way to authenticate',
    on: 'both',
    check(cluster, tell) {
      if (last(cluster) !== S3 || s3Keys(cluster).length > 0 || inheritsRole(cluster)) return;
      const fix = 'add accessKeyId and secretAccessKey, or inheritFromIAMRole: true';
      tell(`spec.${S3}`, 'has no way to authenticate', fix);
    },
  },
  {
    id: 'cluster-barman-s3-single-method',
    says: 'S3 has one way to authenticate',
    on: 'both',
    check(cluster, tell) {
      if (last(cluster) !== S3 || s3Keys(cluster).length === 0 || !inheritsRole(cluster)) return;
      tell(`spec.${S3}`, 'has keys and inheritFromIAMRole', 'keep one of them');
    },
  },
  {
    id: 'cluster-barman-google-method',
    says: 'Google has a way to authenticate',
    on: 'both',
    check(cluster, tell) {
      if (last(cluster) !== GOOGLE || inGke(cluster) || cluster.has(`${GOOGLE}.applicationCredentials`)) return;
      tell(`spec.${GOOGLE}`, 'has no way to authenticate', 'add applicationCredentials, or gkeEnvironment: true');
    },
  },
  {
    id: 'cluster-barman-google-single-method',
    says: 'Google has one way to authenticate',
    on: 'both',
    check(cluster, tell) {
      if (last(cluster) !== GOOGLE || !inGke(cluster) || !cluster.has(`${GOOGLE}.applicationCredentials`)) return;
      tell(`spec.${GOOGLE}`, 'has applicationCredentials and gkeEnvironment', 'keep one of them');
    },
  },
  {
    id: 'cluster-retention-policy',
    says: 'The retention policy is a number of days, weeks or months',
    on: 'both',
    check(cluster, tell) {
      const policy = cluster.text('backup.retentionPolicy');
      if (policy === '' || /[1-9][0-9]*[dwm]$/.test(policy.slice(-512))) return;
      tell('spec.backup.retentionPolicy', `"${policy}" is not a retention policy`, 'write it as 30d, 4w or 6m');
    },
  },
];

function providers(cluster: ClusterView): string[] {
  return [AZURE, S3, GOOGLE].filter((path) => cluster.has(path));
}

function last(cluster: ClusterView): string | undefined {
  return providers(cluster).at(-1);
}

function azureMethods(cluster: ClusterView): string[] {
  const secrets = AZURE_SECRETS.filter((name) => cluster.has(`${AZURE}.${name}`));
  return [...secrets, ...AZURE_IDENTITIES.filter((name) => cluster.get(`${AZURE}.${name}`) === true)];
}

function s3Keys(cluster: ClusterView): string[] {
  return ['accessKeyId', 'secretAccessKey'].filter((name) => cluster.has(`${S3}.${name}`));
}

function inheritsRole(cluster: ClusterView): boolean {
  return cluster.get(`${S3}.inheritFromIAMRole`) === true;
}

function inGke(cluster: ClusterView): boolean {
  return cluster.get(`${GOOGLE}.gkeEnvironment`) === true;
}
