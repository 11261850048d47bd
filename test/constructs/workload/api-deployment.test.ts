import { describe, expect, it } from 'vitest';
import {
  ApiDeployment,
  type ApiDeploymentProps,
  type ConnectionEnv,
  Duration,
  LIBPQ_ENV,
  POSTGRES_ENV,
  PostgresCluster,
  Secret,
  URL_ENV,
} from '../../../constructs/index';
import { podSecurityProblems } from '../../../manifests/kubernetes/pod-security';
import { at, only, refused, render } from '../support/render';

type Props = Partial<Omit<ApiDeploymentProps, 'database'>>;

function rendered(props: Props = {}) {
  return render((folder) => {
    const orders = PostgresCluster.fromClusterName(folder, 'Orders', { name: 'orders-db', database: 'orders' });
    new ApiDeployment(folder, 'Api', {
      name: 'api',
      image: 'ghcr.io/shop/api:1.2.3',
      port: 4000,
      replicas: 1,
      resources: { requests: { cpu: '0.1' }, limits: { memory: '256Mi' } },
      probe: { path: '/healthz' },
      database: orders.connect(),
      databaseEnv: POSTGRES_ENV,
      ...props,
    });
  });
}

const env = (props: Props) => at(only(rendered(props), 'Deployment'), 'spec.template.spec.containers.0.env');
const HOST = 'orders-db-rw.shop.svc.cluster.local';
const CA = '/etc/postgres-ca/ca.crt';
const key = (name: string) => ({ valueFrom: { secretKeyRef: { name: 'orders-db-app', key: name } } });

describe('a deployment with minimal props', () => {
  const manifests = rendered();
  const labels = { 'app.kubernetes.io/name': 'api' };

  it('is one pod, checked and without rights', () => {
    const probe = { httpGet: { path: '/healthz', port: 'http' }, periodSeconds: 10 };
    expect(only(manifests, 'Deployment')).toEqual({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'api', namespace: 'shop', labels },
      spec: {
        replicas: 1,
        selector: { matchLabels: labels },
        strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } },
        template: {
          metadata: { labels },
          spec: {
            serviceAccountName: 'api',
            automountServiceAccountToken: false,
            securityContext: { runAsNonRoot: true, fsGroup: 65532, seccompProfile: { type: 'RuntimeDefault' } },
            containers: [
              {
                name: 'api',
                image: 'ghcr.io/shop/api:1.2.3',
                ports: [{ name: 'http', containerPort: 4000, protocol: 'TCP' }],
                env: expect.any(Array),
                resources: { requests: { cpu: '100m' }, limits: { memory: '256Mi' } },
                startupProbe: { ...probe, failureThreshold: 6 },
                livenessProbe: probe,
                readinessProbe: probe,
                securityContext: {
                  allowPrivilegeEscalation: false,
                  readOnlyRootFilesystem: true,
                  capabilities: { drop: ['ALL'] },
                },
                volumeMounts: [
                  { name: 'postgres-ca', mountPath: '/etc/postgres-ca', readOnly: true },
                  { name: 'writable-0', mountPath: '/tmp' },
                ],
              },
            ],
            // The certificate alone: the Secret also holds the authority's key.
            volumes: [
              {
                name: 'postgres-ca',
                secret: {
                  secretName: 'orders-db-ca',
                  items: [{ key: 'ca.crt', path: 'ca.crt' }],
                  defaultMode: 0o440,
                },
              },
              { name: 'writable-0', emptyDir: { sizeLimit: '64Mi' } },
            ],
          },
        },
      },
    });
  });

  it('has a service account of its own, which gives no token to whoever uses it', () => {
    expect(only(manifests, 'ServiceAccount')).toEqual({
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: { name: 'api', namespace: 'shop', labels },
      automountServiceAccountToken: false,
    });
  });

  it('keeps the restricted Pod Security Standard', () => {
    expect(podSecurityProblems(only(manifests, 'Deployment'), 'restricted')).toEqual([]);
  });

  it('has a service, and no budget that would block a drain', () => {
    expect(only(manifests, 'Service').spec).toEqual({
      selector: labels,
      ports: [{ name: 'http', port: 80, protocol: 'TCP', targetPort: 'http' }],
    });
    expect(manifests.map(({ kind }) => kind)).toEqual(['ServiceAccount', 'Deployment', 'Service']);
  });
});

it('a deployment with all props', () => {
  const manifests = rendered({
    replicas: 3,
    servicePort: 8080,
    labels: { team: 'orders' },
    annotations: { 'example.com/owner': 'orders' },
    env: { LOG_LEVEL: 'info' },
    probe: { path: '/live', readinessPath: '/ready', period: Duration.seconds(7), startTimeout: Duration.seconds(15) },
    spec: {
      revisionHistoryLimit: 3,
      template: {
        spec: {
          containers: [
            { name: 'api', workingDir: '/srv' },
            { name: 'sidecar', image: 'x:1' },
          ],
        },
      },
    },
  });
  const deployment = only(manifests, 'Deployment');
  expect(deployment.metadata.annotations).toEqual({ 'example.com/owner': 'orders' });
  expect(at(deployment, 'spec.template.metadata.labels')).toEqual({ team: 'orders', 'app.kubernetes.io/name': 'api' });
  expect(at(deployment, 'spec.selector.matchLabels')).toEqual({ 'app.kubernetes.io/name': 'api' });
  expect(at(deployment, 'spec.revisionHistoryLimit')).toBe(3);
  expect(at(deployment, 'spec.template.spec.containers')).toHaveLength(2);
  // Laid over by name: the wiring stays.
  expect(at(deployment, 'spec.template.spec.containers.0')).toMatchObject({
    workingDir: '/srv',
    startupProbe: { httpGet: { path: '/live' }, periodSeconds: 7, failureThreshold: 3 },
    livenessProbe: { httpGet: { path: '/live' } },
    readinessProbe: { httpGet: { path: '/ready' } },
    env: expect.arrayContaining([
      { name: 'POSTGRES_HOST', value: HOST },
      { name: 'LOG_LEVEL', value: 'info' },
    ]),
  });
  expect(at(only(manifests, 'Service'), 'spec.ports.0.port')).toBe(8080);
  expect(only(manifests, 'PodDisruptionBudget').spec).toEqual({
    maxUnavailable: 1,
    selector: { matchLabels: { 'app.kubernetes.io/name': 'api' } },
  });
});

describe('variables', () => {
  it.each<[string, ConnectionEnv, object[]]>([
    [
      'POSTGRES_*',
      POSTGRES_ENV,
      [
        { name: 'POSTGRES_HOST', value: HOST },
        { name: 'POSTGRES_PORT', value: '5432' },
        { name: 'POSTGRES_DB', value: 'orders' },
        { name: 'POSTGRES_USER', ...key('username') },
        { name: 'POSTGRES_PASSWORD', ...key('password') },
        { name: 'POSTGRES_SSLMODE', value: 'verify-full' },
        { name: 'POSTGRES_SSLROOTCERT', value: CA },
      ],
    ],
    [
      'PG*',
      LIBPQ_ENV,
      [
        { name: 'PGHOST', value: HOST },
        { name: 'PGPORT', value: '5432' },
        { name: 'PGDATABASE', value: 'orders' },
        { name: 'PGUSER', ...key('username') },
        { name: 'PGPASSWORD', ...key('password') },
        { name: 'PGSSLMODE', value: 'verify-full' },
        { name: 'PGSSLROOTCERT', value: CA },
      ],
    ],
    [
      'a URL of parts',
      URL_ENV,
      [
        { name: 'DATABASE_USER', ...key('username') },
        { name: 'DATABASE_PASSWORD', ...key('password') },
        {
          name: 'DATABASE_URL',
          value: `postgresql://$(DATABASE_USER):$(DATABASE_PASSWORD)@${HOST}:5432/orders?sslmode=verify-full&sslrootcert=%2Fetc%2Fpostgres-ca%2Fca.crt`,
        },
      ],
    ],
    ['a table of one', { DB: 'host' }, [{ name: 'DB', value: HOST }]],
  ])('%s, in the order of the table', (_, databaseEnv, expected) => {
    expect(env({ databaseEnv })).toEqual(expected);
  });

  it('of no part at all leave the list out', () => expect(env({ databaseEnv: {} })).toBeUndefined());

  it.each<[ConnectionEnv, string]>([
    [{ URL: 'url' }, 'URL is a URL: the table must name variables for username and password before it'],
    // Kubernetes resolves a reference only to what is defined above.
    [{ USER: 'username', URL: 'url', PASSWORD: 'password' }, 'URL is a URL'],
  ])('%o are refused', (databaseEnv, message) => expect(() => env({ databaseEnv })).toThrow(message));
});

it('writes where it may, and nowhere else', () => {
  const deployment = only(rendered({ writablePaths: { '/var/cache/api': '1Gi', '/run': '1Mi' } }), 'Deployment');
  expect(at(deployment, 'spec.template.spec.volumes')).toEqual([
    expect.anything(),
    { name: 'writable-0', emptyDir: { sizeLimit: '1Gi' } },
    { name: 'writable-1', emptyDir: { sizeLimit: '1Mi' } },
  ]);
  expect(at(deployment, 'spec.template.spec.containers.0.volumeMounts')).toEqual([
    expect.anything(),
    { name: 'writable-0', mountPath: '/var/cache/api' },
    { name: 'writable-1', mountPath: '/run' },
  ]);
  const none = only(rendered({ writablePaths: {} }), 'Deployment');
  expect(at(none, 'spec.template.spec.containers.0.volumeMounts')).toHaveLength(1);
});

it.each<[Props, string]>([
  [{ name: 'api.v1' }, 'name "api.v1" does not consist of'],
  [{ image: 'ghcr.io/shop/api' }, 'floats; give it an exact tag or a digest'],
  [{ image: 'ghcr.io/shop/api:latest' }, 'floats'],
  [{ image: 'registry:5000/api' }, 'floats'],
  [{ port: 0 }, 'port is 0: give a whole number from 1 to 65535'],
  [{ servicePort: 70_000 }, 'servicePort is 70000'],
  [{ replicas: 1.5 }, 'replicas is 1.5'],
  [{ probe: { path: '/', period: Duration.seconds(0) } }, 'probe.period in seconds is 0'],
  [{ resources: { limits: {} } as ApiDeploymentProps['resources'] }, 'resources.limits.memory is missing; give'],
  [{ writablePaths: { tmp: '1Mi' } }, 'writablePaths: "tmp" is not a folder of the container; write one such as /tmp'],
  [{ writablePaths: { '/': '1Mi' } }, 'writablePaths: "/" is not a folder'],
  [{ writablePaths: { '/a:b': '1Mi' } }, 'writablePaths: "/a:b" is not a folder'],
  [{ env: { POSTGRES_HOST: 'x' } }, 'variable POSTGRES_HOST is set twice; keep one of them'],
])('refuses %o', (props, message) => {
  expect(() => rendered(props)).toThrow(message);
  expect(() => rendered(props)).toThrow('shop--database/Api: ');
});

it.each(['ghcr.io/shop/api:1', `ghcr.io/shop/api@sha256:${'0'.repeat(64)}`, 'registry:5000/api:v1'])(
  'takes %s',
  (image) => {
    expect(at(only(rendered({ image }), 'Deployment'), 'spec.template.spec.containers.0.image')).toBe(image);
  },
);

describe('variables of Secrets and ConfigMaps', () => {
  const mail = Secret.fromSecretName('mail');

  it('one by one, by their keys', () => {
    const given = env({ env: { MAIL_TOKEN: mail.key('token'), REGION: { configMap: 'settings', key: 'region' } } });
    expect(given).toEqual(
      expect.arrayContaining([
        { name: 'MAIL_TOKEN', valueFrom: { secretKeyRef: { name: 'mail', key: 'token' } } },
        { name: 'REGION', valueFrom: { configMapKeyRef: { name: 'settings', key: 'region' } } },
      ]),
    );
  });

  it('all of one, with a prefix', () => {
    const envFrom = [{ secret: mail, prefix: 'MAIL_' }, { configMap: 'settings' }];
    const manifests = rendered({ envFrom });
    expect(at(only(manifests, 'Deployment'), 'spec.template.spec.containers.0.envFrom')).toEqual([
      { prefix: 'MAIL_', secretRef: { name: 'mail' } },
      { configMapRef: { name: 'settings' } },
    ]);
    expect(refused(manifests)).toEqual([]);
  });
});
