import { type Example, type Fields, specs } from './support';

const external = (...names: string[]) => names.map((name) => ({ name, connectionParameters: { host: 'h' } }));
const replica = (fields: Fields, more: Fields = {}) => ({
  externalClusters: external('src', 'one'),
  bootstrap: { pg_basebackup: { source: 'src' } },
  replica: { source: 'src', ...fields },
  ...more,
});
const token = (content: unknown) => Buffer.from(JSON.stringify(content)).toString('base64');
const complete = {
  latestCheckpointTimelineID: '1',
  redoWalFile: 'x',
  databaseSystemIdentifier: '1',
  latestCheckpointREDOLocation: '0/1',
  timeOfLatestCheckpoint: 'x',
  operatorVersion: '1.28.0',
};
const toleration = (fields: Fields) => ({
  affinity: { tolerations: [{ key: 'a', operator: 'Equal', value: 'v', ...fields }] },
});
const key = { name: 's', key: 'k' };
const store = (credentials: Fields) => ({
  backup: { barmanObjectStore: { destinationPath: 's3://a', ...credentials } },
});
const s3 = (fields: Fields) => store({ s3Credentials: fields });
const azure = (fields: Fields) => store({ azureCredentials: fields });
const google = (fields: Fields) => store({ googleCredentials: fields });
const keys = { accessKeyId: key, secretAccessKey: key };
const archiver = (name: string, fields: Fields = {}) => ({ name, isWALArchiver: true, ...fields });
const service = (metadata: Fields, spec: Fields = {}) => ({ selectorType: 'rw', serviceTemplate: { metadata, spec } });
const services = (...additional: Fields[]) => ({ managed: { services: { additional } } });
const role = (...roles: Fields[]) => ({ managed: { roles } });

export const managedExamples: readonly Example[] = specs(
  ['cluster-external-unique', { externalClusters: external('a', 'a') }, { externalClusters: external('a', 'b') }],
  ['cluster-external-connection', { externalClusters: [{ name: 'a' }] }, { externalClusters: external('a') }],
  ['cluster-replica-two-modes', replica({ primary: 'src', enabled: true }), replica({ primary: 'src' })],
  ['cluster-replica-bootstrap', replica({ enabled: true }, { bootstrap: { initdb: {} } }), replica({ enabled: true })],
  ['cluster-replica-source', replica({ source: 'x', enabled: false }), replica({ enabled: false })],
  ['cluster-replica-self', replica({ primary: 'src', self: 'x' }), replica({ primary: 'src', self: 'one' })],
  ['cluster-replica-primary', replica({ primary: 'x' }), replica({ primary: 'one' })],
  [
    'cluster-promotion-token-delay',
    replica({ primary: 'one', promotionToken: token(complete), minApplyDelay: '1h' }),
    replica({ primary: 'one', minApplyDelay: '1h' }),
  ],
  [
    'cluster-promotion-token-replica',
    replica({ primary: 'src', promotionToken: token(complete) }),
    replica({ primary: 'one', promotionToken: token(complete) }),
  ],
  [
    'cluster-promotion-token',
    replica({ primary: 'one', promotionToken: '%%%' }),
    replica({ primary: 'one', promotionToken: token(complete) }),
  ],
  [
    'cluster-promotion-token-content',
    replica({ primary: 'one', promotionToken: token({ ...complete, redoWalFile: '' }) }),
    replica({ primary: 'one', promotionToken: token(complete) }),
  ],
  ['cluster-toleration-key', toleration({ key: 'a b' }), toleration({ key: 'x.y/a' })],
  ['cluster-toleration-all', toleration({ key: '' }), toleration({ key: '', operator: 'Exists', value: '' })],
  [
    'cluster-toleration-seconds',
    toleration({ tolerationSeconds: 0 }),
    toleration({ tolerationSeconds: 0, effect: 'NoExecute' }),
  ],
  ['cluster-toleration-value', toleration({ value: 'a b' }), toleration({ value: 'a.b' })],
  ['cluster-toleration-exists', toleration({ operator: 'Exists' }), toleration({ operator: 'Exists', value: '' })],
  ['cluster-toleration-operator', toleration({ operator: 'In' }), toleration({ operator: '' })],
  ['cluster-toleration-effect', toleration({ effect: 'Never' }), toleration({ effect: 'PreferNoSchedule' })],
  [
    'cluster-anti-affinity-type',
    { affinity: { podAntiAffinityType: 'Required' } },
    { affinity: { podAntiAffinityType: 'required' } },
  ],
  ['cluster-barman-credentials', store({}), s3(keys)],
  [
    'cluster-barman-single-provider',
    store({ s3Credentials: keys, googleCredentials: { gkeEnvironment: true } }),
    s3(keys),
  ],
  ['cluster-barman-azure-methods', azure({ storageAccount: key }), azure({ storageKey: key, storageAccount: key })],
  [
    'cluster-barman-azure-connection-string',
    azure({ connectionString: key, storageKey: key }),
    azure({ connectionString: key }),
  ],
  ['cluster-barman-s3-key-pair', s3({ accessKeyId: key }), s3(keys)],
  ['cluster-barman-s3-method', s3({}), s3({ inheritFromIAMRole: true })],
  ['cluster-barman-s3-single-method', s3({ ...keys, inheritFromIAMRole: true }), s3(keys)],
  ['cluster-barman-google-method', google({}), google({ gkeEnvironment: true })],
  [
    'cluster-barman-google-single-method',
    google({ gkeEnvironment: true, applicationCredentials: key }),
    google({ applicationCredentials: key }),
  ],
  [
    'cluster-plugin-beside-barman',
    { ...s3(keys), plugins: [archiver('a')] },
    { ...s3(keys), plugins: [archiver('a', { enabled: false })] },
  ],
  [
    'cluster-plugin-single-archiver',
    { plugins: [archiver('a'), archiver('b')] },
    { plugins: [archiver('a'), { name: 'b' }] },
  ],
  ['cluster-env-reserved', { env: [{ name: 'pgdata', value: 'x' }] }, { env: [{ name: 'TZ', value: 'UTC' }] }],
  [
    'cluster-services-rw-disabled',
    { managed: { services: { disabledDefaultServices: ['ro', 'rw'] } } },
    { managed: { services: { disabledDefaultServices: ['ro', 'r'] } } },
  ],
  ['cluster-service-reserved-name', services(service({ name: 'one-any' })), services(service({ name: 'two-any' }))],
  ['cluster-service-name', services(service({})), services(service({ name: 'a' }))],
  [
    'cluster-service-unique',
    services(service({ name: 'a' }), service({ name: 'a' })),
    services(service({ name: 'a' }), service({ name: 'b' })),
  ],
  [
    'cluster-service-selector',
    services(service({ name: 'a' }, { selector: { a: 'b' } })),
    services(service({ name: 'a' }, { selector: {} })),
  ],
  ['cluster-role-unique', role({ name: 'a' }, { name: 'a' }), role({ name: 'a' }, { name: 'A' })],
  ['cluster-role-reserved', role({ name: 'cnpg_x' }), role({ name: 'CNPG_x' })],
  ['cluster-role-connection-limit', role({ name: 'a', connectionLimit: -2 }), role({ name: 'a', connectionLimit: -1 })],
  [
    'cluster-role-password',
    role({ name: 'a', disablePassword: true, passwordSecret: { name: 's' } }),
    role({ name: 'a', disablePassword: true }),
  ],
);
