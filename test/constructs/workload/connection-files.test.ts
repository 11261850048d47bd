import { describe, expect, it } from 'vitest';
import {
  ApiDeployment,
  type ApiDeploymentProps,
  type ConnectionEnv,
  type ConnectOptions,
  PostgresCluster,
  Secret,
  URL_ENV,
} from '../../../constructs/index';
import { at, only, render } from '../support/render';

const certificate = {
  username: 'api user',
  clientCertificate: { secret: Secret.fromSecretName('api-client') },
} as const;

function deployment(databaseEnv: ConnectionEnv, options: ConnectOptions = {}, props: Partial<ApiDeploymentProps> = {}) {
  const manifests = render((folder) => {
    const orders = PostgresCluster.fromClusterName(folder, 'Orders', { name: 'orders-db', database: 'orders' });
    new ApiDeployment(folder, 'Api', {
      name: 'api',
      image: 'ghcr.io/shop/api:1.2.3',
      port: 4000,
      replicas: 1,
      resources: { limits: { memory: '256Mi' } },
      probe: { path: '/healthz' },
      writablePaths: {},
      database: orders.connect(options),
      databaseEnv,
      ...props,
    });
  });
  return only(manifests, 'Deployment');
}

const env = (...given: Parameters<typeof deployment>) =>
  at(deployment(...given), 'spec.template.spec.containers.0.env');
const mounts = (...given: Parameters<typeof deployment>) => {
  const pod = at(deployment(...given), 'spec.template.spec');
  return { volumes: at(pod, 'volumes'), volumeMounts: at(pod, 'containers.0.volumeMounts') };
};
const caVolume = expect.objectContaining({ name: 'postgres-ca' });

describe('credentials in files', () => {
  const FILES = { USER_FILE: 'usernameFile', PASSWORD_FILE: 'passwordFile' } as const;

  it('are paths, of exactly the keys in use, in a whole volume', () => {
    expect(env(FILES)).toEqual([
      { name: 'USER_FILE', value: '/etc/postgres-credentials/username' },
      { name: 'PASSWORD_FILE', value: '/etc/postgres-credentials/password' },
    ]);
    expect(mounts(FILES)).toEqual({
      volumes: [
        caVolume,
        {
          name: 'postgres-credentials',
          projected: {
            sources: [
              { secret: { name: 'orders-db-app', items: [{ key: 'username', path: 'username' }] } },
              { secret: { name: 'orders-db-app', items: [{ key: 'password', path: 'password' }] } },
            ],
            defaultMode: 0o440,
          },
        },
      ],
      // What has a subPath is never updated.
      volumeMounts: [
        caVolume,
        { name: 'postgres-credentials', mountPath: '/etc/postgres-credentials', readOnly: true },
      ],
    });
  });

  it('may be of two Secrets, under keys of any name', () => {
    const credentials = {
      username: Secret.fromSecretName('names').key('USER'),
      password: Secret.fromSecretName('passwords').key('pw'),
    };
    expect(at(mounts({ P: 'passwordFile' }, { credentials }), 'volumes.1.projected.sources')).toEqual([
      { secret: { name: 'names', items: [{ key: 'USER', path: 'username' }] } },
      { secret: { name: 'passwords', items: [{ key: 'pw', path: 'password' }] } },
    ]);
  });

  it.each<ConnectionEnv>([{ PASSWORD: 'password' }, URL_ENV, {}])('are not mounted for %o', (table) => {
    expect(mounts(table)).toEqual({ volumes: [caVolume], volumeMounts: [caVolume] });
  });
});

describe('a client certificate', () => {
  const CERTIFICATE = { USER: 'username', CERT: 'clientCertFile', KEY: 'clientKeyFile', URL: 'url' } as const;

  it('is two files and a name, which stand in the URL, too', () => {
    const query = 'sslmode=verify-full&sslrootcert=%2Fetc%2Fpostgres-ca%2Fca.crt';
    expect(env(CERTIFICATE, { credentials: certificate })).toEqual([
      { name: 'USER', value: 'api user' },
      { name: 'CERT', value: '/etc/postgres-client/tls.crt' },
      { name: 'KEY', value: '/etc/postgres-client/tls.key' },
      {
        name: 'URL',
        value: `postgresql://api%20user@orders-db-rw.shop.svc.cluster.local:5432/orders?${query}&sslcert=%2Fetc%2Fpostgres-client%2Ftls.crt&sslkey=%2Fetc%2Fpostgres-client%2Ftls.key`,
      },
    ]);
  });

  it('is mounted without the authority that may be beside it, readable for the group alone', () => {
    expect(mounts({}, { credentials: certificate })).toEqual({
      volumes: [
        caVolume,
        {
          name: 'postgres-client',
          secret: {
            secretName: 'api-client',
            items: [
              { key: 'tls.crt', path: 'tls.crt' },
              { key: 'tls.key', path: 'tls.key' },
            ],
            defaultMode: 0o440,
          },
        },
      ],
      volumeMounts: [caVolume, { name: 'postgres-client', mountPath: '/etc/postgres-client', readOnly: true }],
    });
  });

  it.each(['password', 'usernameFile', 'passwordFile'] as const)('has no %s', (part) => {
    expect(() => env({ X: part }, { credentials: certificate })).toThrow(
      `X: the connection has no ${part}, since it shows a client certificate; use clientCertFile and clientKeyFile`,
    );
  });
});

it.each(['clientCertFile', 'clientKeyFile'] as const)('a password has no %s', (part) => {
  expect(() => env({ X: part })).toThrow(
    `X: the connection has no ${part}, since it logs in with a password; use password or passwordFile`,
  );
});

describe('when a Secret changes', () => {
  const annotations = (options: ConnectOptions, props: Partial<ApiDeploymentProps>) =>
    deployment({}, options, props).metadata.annotations;

  it.each<[string, ConnectOptions, string]>([
    ['credentials', {}, 'orders-db-app'],
    [
      'credentials of two Secrets',
      { credentials: { username: Secret.fromSecretName('a').key('u'), password: Secret.fromSecretName('b').key('p') } },
      'a,b',
    ],
    ['a certificate', { credentials: certificate }, 'api-client'],
  ])('the pods are replaced if that is asked for: %s', (_, options, names) => {
    expect(annotations(options, { onRotation: 'restart', annotations: { a: 'b' } })).toEqual({
      a: 'b',
      'secret.reloader.stakater.com/reload': names,
    });
  });

  it.each([{}, { onRotation: 'reconnect' } as const])('they stay for %o', (props) => {
    expect(annotations({}, props)).toBeUndefined();
  });
});
