import { accessKeyIdLiteral } from '../../../rules/expert/access-key-id-literal';
import { archiveEndpoint } from '../../../rules/expert/archive-endpoint';
import { archiveRegion } from '../../../rules/expert/archive-region';
import { backupPluginParameters } from '../../../rules/expert/backup-plugin-parameters';
import { roleAttribute } from '../../../rules/expert/role-attribute';
import { roleMembership } from '../../../rules/expert/role-membership';
import { secretLiteral } from '../../../rules/expert/secret-literal';
import { archived, BARMAN, cluster, dependent, deployment, objectStore, scheduledBackup, table } from './support';

const store = (configuration: Record<string, unknown>, sidecar: Record<string, unknown> = {}) =>
  objectStore('backups', 'shop', {
    configuration: { destinationPath: 's3://shop', endpointURL: 'https://s3.fr-par.example.com', ...configuration },
    instanceSidecarConfiguration: sidecar,
  });
const inTree = (more: Record<string, unknown>, spec: Record<string, unknown> = {}) =>
  cluster({
    backup: { barmanObjectStore: { destinationPath: 's3://shop', endpointURL: 'http://garage:3900', ...more } },
    ...spec,
  });
/** As Flux fills it in. */
const VARIABLE = `\${NAME}`;
const REGION = { name: 'aws', key: 'region' };

table(archiveRegion, [
  ['none', [store({})], ['https://s3.fr-par.example.com is not AWS, and no region is set']],
  ['with a port', [store({ endpointURL: 'http://garage.storage:3900/' })], ['not AWS']],
  ["CNPG's own Barman", [inTree({})], ['http://garage:3900 is not AWS']],
  ['from a Secret', [store({ s3Credentials: { region: REGION } })], []],
  ['from a variable', [store({}, { env: [{ name: 'AWS_DEFAULT_REGION', value: 'fr-par' }] })], []],
  [
    'from variables of the pods',
    [inTree({}, { env: [{ name: 'AWS_REGION', value: 'x' }] }), inTree({}, { envFrom: [] })],
    [],
  ],
  ['AWS', [store({ endpointURL: 'https://s3.eu-west-1.amazonaws.com' }), store({ endpointURL: undefined })], []],
  [
    'MinIO and others',
    [store({ endpointURL: 'http://minio.minio:9000' }), store({ endpointURL: 'https://x.r2.cloudflarestorage.com' })],
    [],
  ],
  ['a variable', [store({ endpointURL: `https://${VARIABLE}` }), store({ endpointURL: VARIABLE })], []],
  ['Azure', [store({ destinationPath: 'https://x.blob.core.windows.net/c' })], []],
]);

table(archiveEndpoint, [
  ['without http', [store({ endpointURL: 'minio.minio:9000' })], ['"minio.minio:9000" is not a URL']],
  ['of another scheme', [store({ endpointURL: 's3://minio.minio' })], ['"s3://minio.minio" is not a URL']],
  [
    'without a host',
    [store({ endpointURL: 'https://' }), store({ endpointURL: 'https:///shop' })],
    ['"https://"', '/shop'],
  ],
  ["of CNPG's own Barman", [inTree({ endpointURL: 's3.example.com' })], ['"s3.example.com" is not a URL']],
  [
    'with a path, an address, capitals',
    ['https://s3/x', 'http://[fd00::1]:9000', 'HTTPS://S3'].map((endpointURL) => store({ endpointURL })),
    [],
  ],
  [
    'none, or of a template',
    [undefined, '', '$S3_ENDPOINT', '{{ .Values.s3 }}'].map((endpointURL) => store({ endpointURL })),
    [],
  ],
  ['of another provider, where it means nothing', [store({ destinationPath: 'gs://shop', endpointURL: 'x' })], []],
]);

const configured = (parameters: Record<string, string> | undefined, name = BARMAN) =>
  ({ method: 'plugin', pluginConfiguration: { name, ...(parameters && { parameters }) } }) as const;
const OTHER = { barmanObjectName: 'other', serverName: 'old' };

table(backupPluginParameters, [
  [
    'of a schedule',
    [scheduledBackup(configured(OTHER))],
    ['barmanObjectName, serverName have no effect, and base backups go to the ObjectStore of the Cluster'],
  ],
  ['with the Cluster', [archived(), scheduledBackup(configured(OTHER))], ['base backups go to ObjectStore backups']],
  [
    'of a Backup',
    [dependent('Backup', 'now', configured({ immediateCheckpoint: 'true' }))],
    ['of a Backup: immediateCheckpoint has no effect'],
  ],
  ['none', [scheduledBackup(configured(undefined)), scheduledBackup(configured({}))], []],
  ['of another plugin', [scheduledBackup(configured(OTHER, 'backup.example.com'))], []],
]);

const roles = (inRoles: unknown[], more: unknown[] = [], spec: Record<string, unknown> = {}) =>
  cluster({ managed: { roles: [{ name: 'migrator', inRoles }, ...more] }, ...spec });
const BY_SQL = { bootstrap: { initdb: { postInitSQL: ['CREATE ROLE login'] } } };

table(roleAttribute, [
  [
    'attributes',
    [roles(['SUPERUSER', 'createdb', 'NOLOGIN'])],
    ['"SUPERUSER", which is an attribute', 'createdb', 'NOLOGIN'],
  ],
  ['privileges', [roles(['ALL PRIVILEGES', 'CONNECT'])], ['"ALL PRIVILEGES", which is a privilege', 'CONNECT']],
  ['where SQL makes roles', [roles(['REPLICATION', 'login'], [], BY_SQL)], ['"REPLICATION"']],
  [
    'of a DatabaseRole',
    [cluster({}), dependent('DatabaseRole', 'm', { name: 'm', inRoles: ['SUPERUSER'] })],
    ['role "m"'],
  ],
  ['a role of that name', [roles(['login'], [{ name: 'login' }])], []],
  ['a role of that name beside SQL', [roles(['login'], [{ name: 'login' }], BY_SQL)], []],
  ['a word of SQL where SQL makes roles', [roles(['create', 'usage'], [], BY_SQL)], []],
  ['roles', [roles(['pg_read_all_data', 'readers', 'superusers', 'constructor'])], []],
]);

table(roleMembership, [
  ['an attribute, of which another rule speaks', [roles(['SUPERUSER'])], []],
  ['a role that is not there', [roles(['readers'])], ['"readers"']],
]);

const variable = (name: string, value: string) => ({ name, value });
const id = (value: string) => deployment({ env: [variable('AWS_ACCESS_KEY_ID', value)] });

table(accessKeyIdLiteral, [
  ['of a workload', [id('AKIA' + 'IOSFODNN7' + 'EXAMPLE')], ['AWS_ACCESS_KEY_ID has a literal value']],
  ['of a sidecar', [store({}, { env: [variable('AWS_ACCESS_KEY_ID', 'writer')] })], ['literal']],
  ['of the pods of a Cluster', [cluster({ env: [variable('AWS_ACCESS_KEY_ID', 'GK0123')] })], ['literal']],
  ['from a Secret', [deployment({ env: [{ name: 'AWS_ACCESS_KEY_ID', valueFrom: { secretKeyRef: REGION } }] })], []],
  ['a reference', [id('$(KEY)'), id(VARIABLE), id('')], []],
  ["AWS's form, which another rule says", [id('AKIA' + '1234567890ABCDEF')], []],
  ['another variable', [deployment({ env: [variable('AWS_REGION', 'eu-west-1')] })], []],
]);

table(secretLiteral, [
  [
    'a key of AWS',
    [id('AKIA' + '1234567890ABCDEF'), id('ASIA' + 'QWERTZUIOPASDF23')],
    ['an access key of AWS', 'an access key of AWS'],
  ],
  [
    'in an annotation',
    [
      {
        ...cluster({}),
        metadata: { name: 'a', namespace: 'shop', annotations: { who: 'key AKIA' + 'Z7QWERTZUIOP2345' } },
      },
    ],
    ['an access key of AWS'],
  ],
]);
