import { describe, expect, it } from 'vitest';
import {
  AzureCredentials,
  Duration,
  GoogleCredentials,
  ObjectStore,
  type ObjectStoreCredentials,
  type ObjectStoreProps,
  S3Credentials,
  Secret,
} from '../../../constructs/index';
import { at, only, refused, render } from '../support/render';

const secret = Secret.fromSecretName('keys');
const least: ObjectStoreProps = {
  name: 'backups',
  destinationPath: 's3://bucket/db',
  credentials: S3Credentials.fromSecret(secret, { accessKeyId: 'ID', secretAccessKey: 'KEY' }),
};
const rendered = (props: Partial<ObjectStoreProps> = {}) =>
  render((folder) => new ObjectStore(folder, 'Store', { ...least, ...props }));

it('with minimal props', () => {
  expect(rendered()).toEqual([
    {
      apiVersion: 'barmancloud.cnpg.io/v1',
      kind: 'ObjectStore',
      metadata: {
        name: 'backups',
        namespace: 'shop',
        annotations: {
          'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false',
          'argocd.argoproj.io/sync-wave': '-1',
        },
      },
      spec: {
        configuration: {
          destinationPath: 's3://bucket/db',
          s3Credentials: { accessKeyId: { name: 'keys', key: 'ID' }, secretAccessKey: { name: 'keys', key: 'KEY' } },
        },
        instanceSidecarConfiguration: {
          resources: { requests: { cpu: '50m', memory: '256Mi' }, limits: { memory: '1Gi' } },
        },
      },
    },
  ]);
  expect(refused(rendered())).toEqual([]);
});

it('with all props', () => {
  const manifests = rendered({
    retention: Duration.weeks(4),
    endpoint: { url: 'https://s3.example.com', ca: secret.key('ca.crt') },
    compression: { wal: 'zstd', data: 'lz4' },
    encryption: { wal: 'aws:kms', data: 'AES256' },
    wal: { maxParallel: 4 },
    data: { jobs: 3, immediateCheckpoint: true },
    sidecarResources: { limits: { memory: '2048Mi' } },
    protection: 'none',
    annotations: { 'argocd.argoproj.io/sync-options': 'SkipDryRunOnMissingResource=true' },
    spec: {
      configuration: { tags: { team: 'orders' } },
      instanceSidecarConfiguration: { env: [{ name: 'AWS_REGION', value: 'eu-1' }] },
    },
  });
  const [store] = manifests;
  expect(store?.metadata.annotations).toEqual({
    'argocd.argoproj.io/sync-wave': '-1',
    'argocd.argoproj.io/sync-options': 'SkipDryRunOnMissingResource=true',
  });
  expect(store?.spec).toEqual({
    configuration: {
      destinationPath: 's3://bucket/db',
      endpointURL: 'https://s3.example.com',
      endpointCA: { name: 'keys', key: 'ca.crt' },
      s3Credentials: { accessKeyId: { name: 'keys', key: 'ID' }, secretAccessKey: { name: 'keys', key: 'KEY' } },
      wal: { compression: 'zstd', encryption: 'aws:kms', maxParallel: 4 },
      data: { compression: 'lz4', encryption: 'AES256', jobs: 3, immediateCheckpoint: true },
      tags: { team: 'orders' },
    },
    instanceSidecarConfiguration: {
      resources: { limits: { memory: '2Gi' } },
      // What stores other than Amazon's need is kept, in addition to a variable of the user's.
      env: [
        { name: 'AWS_REQUEST_CHECKSUM_CALCULATION', value: 'when_required' },
        { name: 'AWS_RESPONSE_CHECKSUM_VALIDATION', value: 'when_required' },
        { name: 'AWS_REGION', value: 'eu-1' },
      ],
    },
    retentionPolicy: '4w',
  });
  expect(refused(manifests)).toEqual([]);
});

describe('credentials', () => {
  const key = (name: string) => ({ name: 'keys', key: name });

  it.each<[string, ObjectStoreCredentials, string, object]>([
    [
      'S3 keys with token and region',
      S3Credentials.fromSecret(secret, { accessKeyId: 'a', secretAccessKey: 'b', sessionToken: 'c', region: 'd' }),
      's3://b/p',
      { s3Credentials: { accessKeyId: key('a'), secretAccessKey: key('b'), sessionToken: key('c'), region: key('d') } },
    ],
    ['S3 role', S3Credentials.inherit(), 's3://b/p', { s3Credentials: { inheritFromIAMRole: true } }],
    [
      'Azure connection string',
      AzureCredentials.fromConnectionString(secret.key('c')),
      'https://account.blob.core.windows.net/backups',
      { azureCredentials: { connectionString: key('c') } },
    ],
    [
      'Azure storage key',
      AzureCredentials.fromStorageKey(secret.key('a'), secret.key('k')),
      'https://account.blob.core.windows.net/backups',
      { azureCredentials: { storageAccount: key('a'), storageKey: key('k') } },
    ],
    [
      'Azure SAS token',
      AzureCredentials.fromSasToken(secret.key('a'), secret.key('t')),
      'https://account.blob.core.windows.net/backups',
      { azureCredentials: { storageAccount: key('a'), storageSasToken: key('t') } },
    ],
    ['Azure AD', AzureCredentials.inherit(), 'https://a.b/c', { azureCredentials: { inheritFromAzureAD: true } }],
    [
      'Azure default',
      AzureCredentials.default(),
      'http://azurite:10000/a/c',
      { azureCredentials: { useDefaultAzureCredentials: true } },
    ],
    [
      'Google key',
      GoogleCredentials.fromSecret(secret.key('json')),
      'gs://b/p',
      { googleCredentials: { applicationCredentials: key('json') } },
    ],
    [
      'Google workload identity',
      GoogleCredentials.inherit(),
      'gs://b/p',
      { googleCredentials: { gkeEnvironment: true } },
    ],
  ])('%s', (_, credentials, destinationPath, expected) => {
    const manifests = rendered({ credentials, destinationPath });
    expect(at(only(manifests, 'ObjectStore'), 'spec.configuration')).toEqual({ destinationPath, ...expected });
    expect(refused(manifests)).toEqual([]);
  });

  it.each<[ObjectStoreCredentials, string, string]>([
    [S3Credentials.inherit(), 'gs://b/p', 'does not fit s3 credentials; it must start with s3://'],
    [S3Credentials.inherit(), 'bucket/path', 'does not fit s3 credentials'],
    [S3Credentials.inherit(), 's3://', 'continue with a bucket or account'],
    [S3Credentials.inherit(), 's3:///db', 'continue with a bucket or account'],
    [AzureCredentials.inherit(), 's3://b/p', 'it must start with https:// or http://'],
    [GoogleCredentials.inherit(), 'https://b/p', 'it must start with gs://'],
  ])('%o do not go to %s', (credentials, destinationPath, message) => {
    expect(() => rendered({ credentials, destinationPath })).toThrow(message);
  });
});

it('sets checksums for S3-compatible stores only', () => {
  const env = (props: Partial<ObjectStoreProps>) => at(rendered(props)[0], 'spec.instanceSidecarConfiguration.env');
  expect(env({})).toBeUndefined();
  expect(env({ endpoint: { url: 'https://minio' } })).toHaveLength(2);
  expect(env({ endpoint: { url: 'https://garage', region: 'garage' } })).toContainEqual({
    name: 'AWS_DEFAULT_REGION',
    value: 'garage',
  });
  const azure = { credentials: AzureCredentials.inherit(), destinationPath: 'https://a/b' };
  expect(env({ ...azure, endpoint: { url: 'https://azurite' } })).toBeUndefined();
});

it('refuses a retention that is not made of days', () => {
  expect(() => rendered({ retention: Duration.hours(36) })).toThrow('shop--database/Store: retention of 36 hours');
});
