import { generateKeyPairSync } from 'node:crypto';
import { ALPHANUMERIC, BASE32, BASE36, BASE64, base64, drawn, HEX, jwt, pem } from './made-up';

/** Committed content, and the part of it that must not be printed. */
export type Leak = readonly [what: string, secret: string, object: object];

const keys = generateKeyPairSync('rsa', { modulusLength: 2048 });
const privatePem = keys.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const privateDer = keys.privateKey.export({ type: 'pkcs1', format: 'der' });
const password = drawn(16, ALPHANUMERIC, 3);
const weak = 'hunter' + '2';

export function configMap(data: Record<string, unknown>) {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'shop', namespace: 'shop' }, data };
}

export function container(fields: Record<string, unknown>) {
  const spec = { template: { spec: { containers: [{ name: 'api', image: 'ghcr.io/example/api:1.2.3', ...fields }] } } };
  return { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'api', namespace: 'shop' }, spec };
}

export function cluster(spec: Record<string, unknown>) {
  return {
    apiVersion: 'postgresql.cnpg.io/v1',
    kind: 'Cluster',
    metadata: { name: 'shop-db', namespace: 'shop' },
    spec,
  };
}

const CLIENT = base64(`[client]\npassword = ${weak}\nuser = shop\n`);

const env = (name: string, value: string) => container({ env: [{ name, value }] });
const annotated = (annotations: Record<string, string>) => ({
  ...container({}),
  metadata: { name: 'api', namespace: 'shop', annotations },
});
const helm = (fields: object) => ({
  apiVersion: 'argoproj.io/v1alpha1',
  kind: 'Application',
  metadata: { name: 'shop', namespace: 'argocd' },
  spec: { source: { repoURL: 'https://charts.example.com', chart: 'shop', targetRevision: '1.2.3', helm: fields } },
});

function token(prefix: string, length: number, alphabet = ALPHANUMERIC): string {
  return prefix + drawn(length, alphabet);
}

/** Tokens that are known wherever they stand. */
const TOKENS: readonly (readonly [what: string, secret: string])[] = [
  ['an access key of AWS', token('AK' + 'IA', 16, BASE32)],
  ['a temporary access key of AWS', token('AS' + 'IA', 16, BASE32)],
  ['a secret access key of AWS', drawn(40, BASE64)],
  ['a classic token of GitHub', token('gh' + 'p_', 36)],
  ['a token of a GitHub App', token('gh' + 's_', 36)],
  ['a fine-grained token of GitHub', token('github' + '_pat_', 82)],
  ['a token of GitLab', token('gl' + 'pat-', 20)],
  ['a token of a bot of Slack', token('xo' + 'xb-123456789012-', 24)],
  [
    'a webhook of Slack',
    `https://hooks.slack.com/services/T${drawn(8, BASE32)}/B${drawn(8, BASE32)}/${drawn(24, ALPHANUMERIC)}`,
  ],
  ['a webhook of Discord', `https://discord.com/api/webhooks/123456789012345678/${drawn(68, ALPHANUMERIC)}`],
  ['an API key of Google', token('AI' + 'za', 35)],
  ['a token of a service account', jwt()],
  ['a token of npm', token('npm' + '_', 36)],
  ['a token of PyPI', token('pypi-AgEI' + 'cHlwaS5vcmc', 60)],
  ['a token of Docker Hub', token('dckr' + '_pat_', 27)],
  ['a token of Vault', token('hv' + 's.', 90)],
  ['a token of DigitalOcean', token('dop' + '_v1_', 64, HEX)],
  ['a token of Grafana', token('gl' + 'sa_', 32)],
  ['a key of Stripe', token('sk' + '_live_', 24)],
  ['a key of SendGrid', `${token('SG' + '.', 22)}.${drawn(43, ALPHANUMERIC)}`],
  ['a key of OpenAI', token('sk' + '-proj-', 48)],
  ['a key of Anthropic', token('sk' + '-ant-api03-', 93)],
  ['a token of Hugging Face', token('hf' + '_', 34)],
  ['a token of a bot of Telegram', token('1234567890:AA', 33)],
  ['a private key of age', token('AGE-SECRET' + '-KEY-1', 58, BASE32)],
  ['32 bytes in base64', base64(Buffer.from(drawn(64, HEX), 'hex'))],
  ['32 bytes in hexadecimal', drawn(64, HEX)],
  ['a token of 32 lower-case characters', drawn(32, BASE36)],
  [
    'a shared access signature',
    `https://shop.blob.core.windows.net/db?sv=2024-11-04&sp=rw&sig=${drawn(43, ALPHANUMERIC)}%3D`,
  ],
  [
    'a connection string of Azure storage',
    `DefaultEndpointsProtocol=https;AccountName=shop;AccountKey=${drawn(86, BASE64)}==`,
  ],
  ['a private key', privatePem],
  ['a private key in base64', base64(privatePem)],
  ['a private key in DER', base64(privateDer)],
  ['a private key of OpenSSH', pem('OPENSSH PRIVATE' + ' KEY')],
  ['a private key of an elliptic curve', pem('EC PRIVATE' + ' KEY')],
  ['a private key of PGP', pem('PGP PRIVATE' + ' KEY BLOCK')],
];

const TEXTS: readonly (readonly [what: string, secret: string, text: string])[] = [
  ['a URL of PostgreSQL', weak, `postgresql://shop:${weak}@shop-db-rw:5432/shop?sslmode=verify-full`],
  ['a URL with an escaped password', 'p%40ss', 'postgres://shop:p%40ss@shop-db-rw/shop'],
  ['a JDBC URL', password, `jdbc:postgresql://shop-db-rw/shop?user=shop&password=${password}`],
  ['a URL of Redis without a user', weak, `redis://:${weak}@redis:6379/0`],
  ['a repository with a token', password, `https://x-access-token:${password}@github.com/example/shop.git`],
  ['a repository with a token as user', token('', 40), `https://${token('', 40)}@github.com/example/shop.git`],
  ['a proxy', weak, `http://proxy:${weak}@proxy.example.com:3128`],
  ['a URL amid a text', weak, `# the old database\nurl: mysql://root:${weak}@mysql/shop\n`],
  ['a conninfo of libpq', weak, `host=shop-db-rw port=5432 dbname=shop user=shop password=${weak} sslmode=require`],
  ['a quoted password of a conninfo', 'a b', "host=shop-db-rw user=shop password='a b'"],
  ['a line of YAML', weak, `database:\n  host: shop-db-rw\n  password: ${weak}\n`],
  ['a line of properties', weak, `spring.datasource.username=shop\nspring.datasource.password = ${weak}\r\n`],
  ['a line of a shell', weak, `export PGPASSWORD=${weak}; psql -h shop-db-rw`],
  ['an option of a command', weak, `pg_dump --host shop-db-rw && mysql --password=${weak} shop`],
  ['a password with a dot', 'Summer.2024', 'PGPASSWORD=Summer.2024 psql'],
  ['JSON', weak, `{"host":"shop-db-rw","password":"${weak}"}`],
  ['the SQL of a role', weak, `CREATE ROLE reporting LOGIN PASSWORD '${weak}';`],
  ['the SQL of a user of MySQL', weak, `CREATE USER 'a'@'%' IDENTIFIED BY '${weak}';`],
  [
    'a verifier',
    drawn(43, BASE64),
    `ALTER ROLE a PASSWORD 'SCRAM-SHA-256$4096:${drawn(24, BASE64)}$${drawn(43, BASE64)}=:x';`,
  ],
  ['a hash of bcrypt', drawn(53, ALPHANUMERIC), `admin:$2a$10$${drawn(53, ALPHANUMERIC)}`],
  ['a line of .pgpass', weak, `# comment\nshop-db-rw:5432:shop:shop:${weak}\n`],
  ['LDAP in pg_hba', weak, `host all all 0.0.0.0/0 ldap ldapserver=ldap ldapbinddn="cn=a" ldapbindpasswd="${weak}"`],
  [
    'a service account of Google',
    privatePem.slice(28, 60),
    JSON.stringify({ type: 'service_account', private_key: privatePem }),
  ],
  ['the token of a registry', drawn(36, ALPHANUMERIC), `//npm.example.com/:_authToken=${drawn(36, ALPHANUMERIC)}`],
  ['a key amid a text', drawn(32, HEX), `server:\n  session_key: ${drawn(32, HEX)}\n`],
  ['a kubeconfig', base64(privatePem), `users:\n- user:\n    client-key-data: ${base64(privatePem)}\n`],
];

const HEADER = base64(`shop:${weak}`);
const MD5 = drawn(32, HEX, 5);
const CRYPT = drawn(22, ALPHANUMERIC);

/** Others than the above, each as a file of a ConfigMap. */
const FILES: readonly (readonly [what: string, secret: string, text: string])[] = [
  ['a header of HTTP', HEADER, `curl -H "Authorization: Basic ${HEADER}" https://example.com`],
  ['the configuration of Docker', HEADER, JSON.stringify({ auths: { 'ghcr.io': { auth: HEADER } } })],
  ['a user of curl', weak, `curl --silent -u shop:${weak} https://example.com`],
  ['a password of sshpass', weak, `sshpass -p ${weak} ssh shop@example.com`],
  ['a connection string of .NET', weak, `Server=shop-db-rw;User Id=shop;Pwd=${weak};Database=shop`],
  ['a file of Maven', weak, `<server><id>shop</id><password>${weak}</password></server>`],
  ['users of PgBouncer', `md5${MD5}`, `"shop" "md5${MD5}"\n`],
  ['a hash of Apache', CRYPT, `shop:$apr1$${drawn(8, ALPHANUMERIC)}$${CRYPT}\n`],
  ['a hash of crypt', CRYPT, `shop:$6$${drawn(16, ALPHANUMERIC)}$${drawn(64, ALPHANUMERIC)}${CRYPT}:19000::::::\n`],
  ['a token of Databricks', 'dapi' + MD5, `host: https://dbc.example.com\nvalue: ${'dapi' + MD5}\n`],
  ['a token of Shopify', 'shp' + `at_${MD5}`, `admin: ${'shp' + `at_${MD5}`}`],
  ['a token of Supabase', 'sb' + `p_${drawn(40, HEX)}`, `cli: ${'sb' + `p_${drawn(40, HEX)}`}`],
  ['a key of Mailgun', 'key' + `-${MD5}`, `mailgun: ${'key' + `-${MD5}`}`],
];

export const LEAKS: readonly Leak[] = [
  ...FILES.map(([what, secret, text]): Leak => [`${what} in a file`, secret, configMap({ file: text })]),
  ['a password with a line break', weak, configMap({ password: `${weak}\n` })],
  ['DB_PASS', weak, env('DB_PASS', weak)],
  ['the password of before', weak, env('DB_PASSWORD_OLD', weak)],
  ['the second of two passwords', weak, env('ADMIN_PASSWORD_2', weak)],
  ...TOKENS.map(([what, secret]): Leak => [`${what} in an environment variable`, secret, env('SETTING', secret)]),
  ...TEXTS.map(
    ([what, secret, text]): Leak => [`${what} in a ConfigMap`, secret, configMap({ 'settings.conf': text })],
  ),
  ['PGPASSWORD', weak, env('PGPASSWORD', weak)],
  ['a password that is a number', '31415926', configMap({ db: { password: 31415926 } })],
  ['a short API key', drawn(16, HEX), env('API_KEY', drawn(16, HEX))],
  ['a secret of a client', drawn(18, ALPHANUMERIC), env('OIDC_CLIENT_SECRET', drawn(18, ALPHANUMERIC))],
  ['an argument after its option', weak, container({ args: ['--user', 'shop', '--password', weak] })],
  ['an argument', weak, container({ args: [`--db-password=${weak}`] })],
  ['a script', weak, container({ command: ['sh', '-c', `PGPASSWORD=${weak} psql -c 'SELECT 1'`] })],
  [
    'a token in a header of a probe',
    jwt(7),
    container({
      livenessProbe: { httpGet: { httpHeaders: [{ name: 'Authorization', value: `Bearer ${jwt(7)}` }] } },
    }),
  ],
  [
    'SQL of initdb',
    weak,
    cluster({ bootstrap: { initdb: { postInitSQL: [`ALTER USER app WITH PASSWORD '${weak}'`] } } }),
  ],
  [
    'a password of an external cluster',
    weak,
    cluster({
      externalClusters: [{ name: 'old', connectionParameters: { host: 'old', user: 'a', password: weak } }],
    }),
  ],
  ['a parameter of Helm', weak, helm({ parameters: [{ name: 'postgresql.auth.password', value: weak }] })],
  ['values of Helm as text', weak, helm({ values: `auth:\n  password: ${weak}\n` })],
  ['values of Helm', weak, helm({ valuesObject: { auth: { password: weak } } })],
  ['an annotation', token('gh' + 'p_', 36), annotated({ 'example.com/note': `token ${token('gh' + 'p_', 36)}` })],
  [
    "kubectl's copy of a Secret",
    base64(weak),
    annotated({
      'kubectl.kubernetes.io/last-applied-configuration': JSON.stringify({
        apiVersion: 'v1',
        kind: 'Secret',
        metadata: { name: 'a' },
        data: { key: base64(weak) },
      }),
    }),
  ],
  [
    "kubectl's copy of an environment",
    weak,
    annotated({
      'kubectl.kubernetes.io/last-applied-configuration': JSON.stringify(env('PGPASSWORD', weak)),
    }),
  ],
  [
    'a Secret within another object',
    base64(weak),
    {
      apiVersion: 'example.com/v1',
      kind: 'Bundle',
      metadata: { name: 'a' },
      spec: { objects: [{ apiVersion: 'v1', kind: 'Secret', data: { key: base64(weak) } }] },
    },
  ],
  ['the key of a map', token('gh' + 'p_', 36), configMap({ [token('gh' + 'p_', 36)]: 'x' })],
  ['a text in base64', CLIENT, configMap({ config: CLIENT })],
];
