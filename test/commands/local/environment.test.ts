import { describe, expect, it } from 'vitest';
import { declarationOf } from '../../../commands/local/declaration';
import { environmentsOf } from '../../../commands/local/environment';
import { declaredCluster } from '../../../commands/postgres/declared-clusters';
import { deployment, fromSecret, type Shop, shop } from './support/local-shop';

function environments(given: Shop) {
  const { manifest, index } = declaredCluster([shop(given)], { application: 'shop' });
  return environmentsOf(manifest, declarationOf(manifest, index), index, { port: 6000, folder: '/here' }).map(
    ({ variables, ...rest }) => ({
      ...rest,
      variables: Object.fromEntries(variables),
    }),
  );
}

describe('the environment of workloads', () => {
  it('has what Kubernetes would compose, with the credentials of the role whose secret is named', () => {
    const api = deployment('api', [
      fromSecret('U', 'runtime-secret', 'username'),
      fromSecret('P', 'runtime-secret', 'password'),
      {
        name: 'URL',
        value:
          'postgresql://$(U):$(P)@shop-db-rw.shop.svc.cluster.local:5432/shop?sslmode=verify-full&sslrootcert=%2Fetc%2Fca%2Fca.crt',
      },
      { name: 'PRICE', value: '$$(U) and $(LATER)' },
      { name: 'LATER', value: 'x' },
      { name: 'CA', value: '/etc/ca/ca.crt' },
      fromSecret('TOKEN', 'elsewhere', 'token'),
      fromSecret('URI', 'shop-db-app', 'uri'),
      { name: 'POD', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } },
      { name: 'CONFIGURED', valueFrom: { configMapKeyRef: { name: 'settings', key: 'host' } } },
    ]);
    const [environment, ...others] = environments({
      roles: [{ name: 'run time', login: true, passwordSecret: { name: 'runtime-secret' } }],
      objects: [
        api,
        deployment('unrelated', [{ name: 'PORT', value: '80' }]),
        { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings' }, data: { host: 'shop-db-ro' } } as never,
      ],
    });
    expect(others).toEqual([]);
    expect(environment).toEqual({
      name: 'api',
      container: 'Deployment shop/api, container main',
      variables: {
        U: 'run time',
        P: 'local',
        URL: 'postgresql://run time:local@127.0.0.1:6000/shop?sslmode=disable',
        PRICE: '$(U) and $(LATER)',
        LATER: 'x',
        CA: '',
        URI: 'postgresql://app:local@127.0.0.1:6000/shop',
        CONFIGURED: '127.0.0.1',
      },
      files: [],
      notes: [
        { what: 'CA', value: '/etc/ca/ca.crt', why: 'the file is mounted in the cluster alone; it is empty here' },
        { what: 'TOKEN', why: 'its value is known in the cluster alone' },
        { what: 'POD', why: 'its value is known in the cluster alone' },
      ],
    });
  });

  it('has the files of mounted credentials, with what is in them here', () => {
    const secret = (name: string, key: string) => ({ secret: { name, items: [{ key, path: `the-${key}` }] } });
    const given = deployment('api', [
      { name: 'PASSWORD_FILE', value: '/etc/db/the-password' },
      { name: 'TOKEN_FILE', value: '/etc/db/the-token' },
    ]) as unknown as { spec: { template: { spec: { volumes: object[]; containers: { volumeMounts: object[] }[] } } } };
    const pod = given.spec.template.spec;
    pod.volumes.push({ name: 'db', projected: { sources: [secret('shop-db-app', 'password'), secret('x', 'token')] } });
    pod.containers[0]?.volumeMounts.push({ name: 'db', mountPath: '/etc/db' });
    const [environment] = environments({ objects: [given as never] });
    const file = '/here/api/main/etc/db/the-password';
    expect(environment?.variables).toEqual({ PASSWORD_FILE: file, TOKEN_FILE: '' });
    expect(environment?.files).toEqual([[file, 'local']]);
    expect(environment?.notes).toMatchObject([{ what: 'TOKEN_FILE' }]);
  });

  it.each([
    ['username', 'app'],
    ['user', 'app'],
    ['password', 'local'],
    ['dbname', 'shop'],
    ['host', '127.0.0.1'],
    ['port', '6000'],
    ['pgpass', '127.0.0.1:6000:shop:app:local\n'],
    ['uri', 'postgresql://app:local@127.0.0.1:6000/shop'],
    ['fqdn-uri', 'postgresql://app:local@127.0.0.1:6000/shop'],
    ['jdbc-uri', 'jdbc:postgresql://127.0.0.1:6000/shop?password=local&user=app'],
    ['fqdn-jdbc-uri', 'jdbc:postgresql://127.0.0.1:6000/shop?password=local&user=app'],
  ])('has key %s of the application secret', (key, value) => {
    const objects = [deployment('api', [fromSecret('V', 'given', key)])];
    expect(environments({ initdb: { secret: { name: 'given' } }, objects })[0]?.variables).toEqual({ V: value });
  });

  it('has none for a key that no such secret has', () => {
    expect(environments({ objects: [deployment('api', [fromSecret('V', 'shop-db-app', 'constructor')])] })).toEqual([]);
  });

  it('has all keys of a secret that is named as a whole', () => {
    const api = deployment('api', [{ name: 'PG_user', value: 'other' }]);
    const sources = [
      { prefix: 'PG_', secretRef: { name: 'shop-db-app' } },
      { secretRef: { name: 'elsewhere' } },
      { configMapRef: { name: 'settings' } },
    ];
    Object.assign(Object(api.spec).template.spec.containers[0], { envFrom: sources });
    const settings = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings' }, data: { LEVEL: 'debug' } };
    const [environment] = environments({ objects: [api, settings as never] });
    expect(environment?.variables).toEqual({
      PG_username: 'app',
      PG_user: 'other',
      PG_password: 'local',
      PG_dbname: 'shop',
      PG_host: '127.0.0.1',
      PG_port: '6000',
      PG_pgpass: '127.0.0.1:6000:shop:app:local\n',
      PG_uri: 'postgresql://app:local@127.0.0.1:6000/shop',
      LEVEL: 'debug',
    });
    expect(environment?.notes).toEqual([{ what: 'envFrom elsewhere', why: 'its value is known in the cluster alone' }]);
  });

  it('knows poolers and additional services by name', () => {
    const env = [
      { name: 'POOL', value: 'shop-pool' },
      { name: 'ALIAS', value: 'database.shop.svc' },
    ];
    const pooler = {
      apiVersion: 'postgresql.cnpg.io/v1',
      kind: 'Pooler',
      metadata: { name: 'shop-pool' },
      spec: { cluster: { name: 'shop-db' } },
    };
    const services = { additional: [{ selectorType: 'rw', serviceTemplate: { metadata: { name: 'database' } } }] };
    const [environment] = environments({
      spec: { managed: { services } },
      objects: [deployment('api', env), pooler as never],
    });
    expect(environment?.variables).toEqual({ POOL: '127.0.0.1', ALIAS: '127.0.0.1' });
  });
});
