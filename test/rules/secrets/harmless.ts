import { generateKeyPairSync } from 'node:crypto';
import { cluster, configMap, container } from './leaks';
import { ALPHANUMERIC, BASE32, BASE36, BASE64, base64, drawn, HEX, pem } from './made-up';

const keys = generateKeyPairSync('rsa', { modulusLength: 2048 });
const publicPem = keys.publicKey.export({ type: 'spki', format: 'pem' }).toString();
const publicDer = keys.publicKey.export({ type: 'spki', format: 'der' });
const VARIABLE = '$' + '{DB_PASSWORD}';
const certificate = pem('CERTIFICATE');
const digest = drawn(64, HEX);
const uuid = '3f0c2b1e-9a7d-4c5b-8e6f-0123456789ab';
const sealed = base64(Buffer.concat([Buffer.from([2, 0]), Buffer.alloc(600, drawn(600, ALPHANUMERIC))]));
const encrypted = (content: string) =>
  `ENC[AES256_GCM,data:${content},iv:${drawn(43, BASE64)}=,tag:${drawn(22, BASE64)}==,type:str]`;

function object(apiVersion: string, kind: string, fields: object, metadata: object = {}) {
  return { apiVersion, kind, metadata: { name: 'shop', namespace: 'shop', ...metadata }, ...fields };
}

const env = (...list: readonly object[]) => container({ env: list });
const text = (content: string) => configMap({ 'file.conf': content });

/** What scanners for secrets stumble over, and is none. */
export const HARMLESS: readonly (readonly [what: string, object: object])[] = [
  ['an image with a digest', container({ image: `ghcr.io/example/api:1.2.3@sha256:${digest}` })],
  ['an image whose tag is a commit', container({ image: `ghcr.io/example/api:${drawn(40, HEX)}` })],
  ['a commit', object('argoproj.io/v1alpha1', 'Application', { spec: { source: { targetRevision: drawn(40, HEX) } } })],
  ['a checksum', object('apps/v1', 'Deployment', {}, { annotations: { 'checksum/config': digest } })],
  ['a hash in a label', object('apps/v1', 'ReplicaSet', {}, { labels: { 'pod-template-hash': '7d9c8b6f5d' } })],
  [
    'identifiers',
    object('v1', 'Pod', {}, { uid: uuid, resourceVersion: '123456789', ownerReferences: [{ uid: uuid }] }),
  ],
  ['a name with a hash', object('v1', 'Pod', {}, { name: 'phoenix-guardian-db-pooler-rw-7d9c8b6f5d-x2x4z' })],
  [
    'the name of a snapshot',
    cluster({ bootstrap: { recovery: { volumeSnapshots: { storage: { name: `snapshot-${digest}` } } } } }),
  ],
  [
    'a CA bundle',
    object('admissionregistration.k8s.io/v1', 'ValidatingWebhookConfiguration', {
      webhooks: [{ clientConfig: { caBundle: base64(certificate) } }],
    }),
  ],
  ['a public key in DER', configMap({ key: base64(publicDer) })],
  ['certificates', text(`${certificate}${certificate}`)],
  ['a public key', text(publicPem)],
  ['a public key of SSH', configMap({ authorized_keys: `ssh-ed25519 AAAA${drawn(64, BASE64)} shop@example` })],
  ['a recipient of age', env({ name: 'SOPS_AGE_RECIPIENTS', value: `age1${drawn(58, BASE36)}` })],
  ['the integrity of a package', text(`{"integrity": "sha512-${drawn(86, BASE64)}=="}`)],
  ['the fingerprint of a host key', text(`SHA256:${drawn(43, BASE64)} shop`)],
  [
    'a reference to a key of a Secret',
    env({ name: 'PGPASSWORD', valueFrom: { secretKeyRef: { name: 'shop-db-app', key: 'password' } } }),
  ],
  ['a reference to a variable', env({ name: 'URL', value: 'postgresql://$(PGUSER):$(PGPASSWORD)@shop-db-rw/shop' })],
  [
    'a conninfo with a variable',
    env({ name: 'DSN', value: 'host=shop-db-rw user=shop password=$(PGPASSWORD) sslmode=verify-full' }),
  ],
  [
    'variables of a shell',
    container({ command: ['sh', '-c', `PGPASSWORD="$PASSWORD" psql "postgresql://a:${VARIABLE}@db/shop"`] }),
  ],
  [
    'a URL without a password',
    env({ name: 'URL', value: 'postgresql://shop@shop-db-rw:5432/shop?sslmode=verify-full' }),
  ],
  [
    'the path of a file with a password',
    env({ name: 'POSTGRES_PASSWORD', value: '/run/secrets/shop/password' }, { name: 'PASSWORD_FILE', value: '/etc/p' }),
  ],
  ['switches', env({ name: 'ALLOW_EMPTY_PASSWORD', value: 'yes' }, { name: 'USE_PASSWORD', value: 'true' })],
  [
    'a repository by SSH',
    env(
      { name: 'REPO', value: 'ssh://git@github.com/example/shop.git' },
      { name: 'OTHER', value: 'git@github.com:example/shop.git' },
    ),
  ],
  ['a registry with a port and a digest', env({ name: 'IMAGE', value: `oci://registry:5000/shop@sha256:${digest}` })],
  [
    'an ARN',
    env({
      name: 'ROLE',
      value: `arn:aws:secretsmanager:eu-central-1:123456789012:secret:Shop/DbPassword-${drawn(6, ALPHANUMERIC)}`,
    }),
  ],
  ['the example key of the manual of AWS', env({ name: 'ID', value: 'AKIA' + 'IOSFODNN7' + 'EXAMPLE' })],
  [
    'a template of External Secrets',
    object('external-secrets.io/v1', 'ExternalSecret', {
      spec: {
        dataFrom: [{ extract: { key: 'prod/phoenix-guardian/database' } }],
        data: [{ secretKey: 'password', remoteRef: { key: 'prod/shop', property: 'password' } }],
        target: {
          template: {
            data: {
              password: '{{ .password }}',
              uri: 'postgresql://{{ .username }}:{{ .password | urlquery }}@shop-db-rw:5432/shop',
              pgpass: 'shop-db-rw:5432:shop:{{ .username }}:{{ .password }}',
            },
          },
        },
      },
    }),
  ],
  [
    'a SealedSecret',
    object('bitnami.com/v1alpha1', 'SealedSecret', {
      spec: { encryptedData: { password: sealed, ACCESS_KEY_ID: sealed } },
    }),
  ],
  [
    'a Secret of SOPS',
    object('v1', 'Secret', {
      stringData: { password: encrypted('aGVsbG8=') },
      sops: {
        age: [{ recipient: `age1${drawn(58, BASE36)}`, enc: pem('AGE ENCRYPTED FILE') }],
        lastmodified: '2026-01-01T00:00:00Z',
        mac: encrypted(drawn(88, BASE64)),
        version: '3.11.0',
      },
    }),
  ],
  [
    'a ConfigMap of SOPS',
    {
      ...configMap({ token: encrypted(drawn(20, BASE64)) }),
      sops: { kms: [{ enc: drawn(200, BASE64) }], mac: encrypted('eA==') },
    },
  ],
  [
    'a Secret of the Vault plugin',
    object('v1', 'Secret', { stringData: { password: '<path:secret/data/shop#password>' } }),
  ],
  [
    'a promotion token',
    cluster({
      replica: {
        promotionToken: base64(
          JSON.stringify({
            latestCheckpointTimelineID: '3',
            redoWalFile: '000000030000000000000008',
            databaseSystemIdentifier: '7231471234567890123',
            latestCheckpointREDOLocation: '0/8000028',
            timeOfLatestCheckpoint: 'Thu Jan  1 00:00:00 2026',
            operatorVersion: '1.28.0',
          }),
        ),
      },
    }),
  ],
  [
    'WAL files and LSNs',
    cluster({ bootstrap: { recovery: { recoveryTarget: { backupID: '20260101T020000', targetLSN: '0/3A4B5C6D' } } } }),
  ],
  [
    'pg_hba',
    cluster({
      postgresql: {
        pg_hba: ['hostssl all all 0.0.0.0/0 scram-sha-256', 'local all all password'],
        parameters: { password_encryption: 'scram-sha-256' },
      },
    }),
  ],
  [
    'SQL',
    text(`CREATE TABLE accounts (id uuid PRIMARY KEY, password_hash text NOT NULL, password_changed_at timestamptz);
UPDATE accounts SET password_hash = crypt($1, gen_salt('bf')) WHERE id = '${uuid}';
ALTER ROLE app PASSWORD NULL;
CREATE FUNCTION set_password(new_password text) RETURNS void AS $body$ BEGIN v_password := new_password; END $body$ LANGUAGE plpgsql;`),
  ],
  [
    'Lua',
    text(`local password = os.getenv("PASSWORD")
hs.status = "Progressing"
if obj.spec.passwordSecret ~= nil then password = obj.spec.passwordSecret.name end`),
  ],
  [
    'a dashboard',
    text(
      JSON.stringify(
        {
          uid: 'PBFA97CFB590B2093',
          panels: [
            {
              datasource: { uid: 'P1809F7CD0C75ACF3' },
              targets: [{ expr: 'sum(rate(cnpg_pg_stat_database_xact_commit{namespace="$namespace"}[5m]))' }],
            },
          ],
          icon: `data:image/png;base64,${drawn(400, BASE64)}`,
          password: '',
          passwordReveal: true,
        },
        null,
        2,
      ),
    ),
  ],
  [
    'PromQL',
    object('monitoring.coreos.com/v1', 'PrometheusRule', {
      spec: {
        groups: [
          {
            rules: [
              {
                alert: 'CNPGClusterPhysicalReplicationLagCritical',
                expr: 'max by (pod) (cnpg_pg_replication_lag{namespace="shop", secret="aws-creds"}) > 15 and time() - cnpg_collector_last_available_backup_timestamp > 86400',
                annotations: {
                  summary: 'The password: see the Secret {{ $labels.secret }}',
                  runbook_url: `https://github.com/example/runbooks/blob/${drawn(40, HEX)}/Lag.md`,
                },
              },
            ],
          },
        ],
      },
    }),
  ],
  [
    'prose about passwords',
    text('# The password: it comes from the Secret shop-db-app, key password.\n# Set password = to nothing.\n'),
  ],
  ['objects', text('password: {\n  secretRef: a}\npassword: |\n  a\npassword: *shared\npassword: !vault |\n')],
  ['a form', text('{"name": "password", "type": "string", "required": true}')],
  [
    'placeholders',
    env(
      { name: 'PASSWORD', value: '<password>' },
      { name: 'DB_PASSWORD', value: VARIABLE },
      { name: 'X_PASSWORD', value: '***' },
    ),
  ],
  [
    'long names',
    env(
      { name: 'A', value: 'x509CertificateSHA256FingerprintOfTheClientAuthority' },
      { name: 'B', value: 'topologySpreadConstraintsWithNodeAffinityPolicy2' },
    ),
  ],
  ['an alphabet', env({ name: 'ALPHABET', value: BASE64 }, { name: 'BASE32', value: BASE32 })],
  [
    'a host of a cloud',
    env(
      { name: 'HOST', value: 'shop.c9akciq32rgf.eu-central-1.rds.amazonaws.com' },
      { name: 'API', value: `https://${drawn(32, HEX).toUpperCase()}.gr7.eu-central-1.eks.amazonaws.com` },
    ),
  ],
  [
    'a path',
    env(
      { name: 'STATIC', value: `/var/www/static/js/main.${drawn(8, HEX)}.chunk.js` },
      { name: 'OBJECT', value: `s3://shop-backups/db/base/20260101T020000/${drawn(20, BASE36)}` },
    ),
  ],
  [
    'a selector and a topology key',
    object('v1', 'Service', {
      spec: { selector: { 'app.kubernetes.io/part-of': 'shop' }, topologyKeys: ['topology.kubernetes.io/zone'] },
    }),
  ],
  [
    'a compressed file',
    {
      ...configMap({}),
      binaryData: {
        'dashboard.json.gz': base64(
          Buffer.concat([Buffer.from([0x1f, 0x8b, 8, 0]), Buffer.alloc(300, drawn(300, ALPHANUMERIC))]),
        ),
      },
    },
  ],
  ['an image as a file', { ...configMap({}), binaryData: { 'logo.png': drawn(4000, BASE64) } }],
  [
    'a configuration in base64',
    configMap({ config: base64('{"log": {"level": "info"}, "database": {"host": "shop-db-rw", "port": 5432}}') }),
  ],
  [
    'a cron schedule and a time',
    object('postgresql.cnpg.io/v1', 'ScheduledBackup', {
      spec: { schedule: '0 0 2 * * *', startingDeadlineSeconds: 100 },
    }),
  ],
  [
    'an account and its identifiers',
    env(
      { name: 'AZURE_CLIENT_ID', value: uuid },
      { name: 'GOOGLE_CLIENT_ID', value: `123456789012-${drawn(32, BASE36)}.apps.googleusercontent.com` },
    ),
  ],
];
