import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Duration, initdb, PostgresCluster } from '../../../constructs/index';
import { RotatedCredentials, type RotatedCredentialsProps } from '../../../constructs/secrets/rotation';
import { print } from '../../../manifests/files/print';
import { read } from '../../../manifests/files/read';
import { CREDENTIAL_KEYS } from '../../../manifests/kubernetes/secret-keys';
import { judge } from '../../../rules/engine/judge';
import { DEFAULT_TARGET } from '../../../values/cnpg/target';
import { cluster } from '../support/cluster';
import { at, only, refused, render } from '../support/render';
import { filledIn, javaUri, libpqUri, pgpassLine } from './support/secret-template';

const PROPS: RotatedCredentialsProps = {
  name: 'orders-db-app',
  username: 'app',
  interval: Duration.days(30),
  for: { cluster: 'orders-db', database: 'orders' },
};

const rendered = (props: Partial<RotatedCredentialsProps> = {}) =>
  render((folder) => new RotatedCredentials(folder, 'Credentials', { ...PROPS, ...props }));
const secretOf = (props: Partial<RotatedCredentialsProps>, password: string) =>
  filledIn(at(only(rendered(props), 'ExternalSecret'), 'spec.target.template.data'), password);

describe('rotated credentials', () => {
  const manifests = rendered();

  it('are what the API server admits', () => expect(refused(manifests)).toEqual([]));

  it('come from a generator of letters and digits, which is there first', () => {
    expect(only(manifests, 'Password')).toEqual({
      apiVersion: 'generators.external-secrets.io/v1alpha1',
      kind: 'Password',
      metadata: {
        name: 'orders-db-app',
        namespace: 'shop',
        annotations: {
          'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false',
          'argocd.argoproj.io/sync-wave': '-3',
        },
      },
      spec: { length: 32, digits: 8, symbols: 0, noUpper: false, allowRepeat: true, encoding: 'raw' },
    });
  });

  it('are a Secret that is there before the cluster, that the operator watches, and that stays', () => {
    const { metadata, spec } = only(manifests, 'ExternalSecret');
    expect(metadata.annotations).toEqual({
      'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false',
      'argocd.argoproj.io/sync-wave': '-2',
    });
    expect(spec).toEqual({
      refreshPolicy: 'Periodic',
      refreshInterval: '720h0m0s',
      target: {
        name: 'orders-db-app',
        creationPolicy: 'Owner',
        deletionPolicy: 'Retain',
        template: {
          engineVersion: 'v2',
          mergePolicy: 'Replace',
          type: 'kubernetes.io/basic-auth',
          metadata: { labels: { 'cnpg.io/reload': 'true' } },
          data: expect.any(Object),
        },
      },
      dataFrom: [
        {
          sourceRef: {
            generatorRef: {
              apiVersion: 'generators.external-secrets.io/v1alpha1',
              kind: 'Password',
              name: 'orders-db-app',
            },
          },
        },
      ],
    });
  });

  it.each([
    [Duration.minutes(10), '10m0s'],
    [Duration.seconds(3725), '1h2m5s'],
    [Duration.hours(24), '24h0m0s'],
  ])('of %s are printed as Go does', (interval, expected) => {
    expect(at(only(rendered({ interval }), 'ExternalSecret'), 'spec.refreshInterval')).toBe(expected);
  });

  it('take what the props do not reach', () => {
    const [password, external] = [
      rendered({ length: 64 }),
      rendered({ labels: { team: 'a' }, spec: { syncWindows: {} } }),
    ];
    expect(only(password, 'Password').spec).toMatchObject({ length: 64, digits: 16 });
    expect(only(external, 'ExternalSecret').metadata.labels).toEqual({ team: 'a' });
    expect(only(external, 'ExternalSecret').spec).toMatchObject({ syncWindows: {}, refreshPolicy: 'Periodic' });
  });

  it.each<[Partial<RotatedCredentialsProps>, string]>([
    [{ name: 'Orders' }, 'name "Orders"'],
    [{ username: '' }, 'username "" is empty'],
    [{ interval: Duration.minutes(9) }, 'interval of 9 minutes: a new password needs up to two minutes'],
    [{ length: 15 }, 'length is 15: give a whole number from 16 to 128'],
    [{ for: { cluster: 'Orders', database: 'x' } }, 'for.cluster "Orders"'],
    [{ for: { cluster: 'orders', database: 'template1' } }, "PostgreSQL's own"],
  ])('refuse %o', (props, message) => {
    expect(() => rendered(props)).toThrow(message);
    expect(() => rendered(props)).toThrow('shop--database/Credentials: ');
  });
});

describe('the Secret', () => {
  it('of a database has the keys that CNPG writes, in its forms', () => {
    expect(secretOf({}, 'Pw1')).toEqual({
      username: 'app',
      user: 'app',
      password: 'Pw1',
      dbname: 'orders',
      host: 'orders-db-rw',
      port: '5432',
      pgpass: 'orders-db-rw:5432:orders:app:Pw1\n',
      uri: 'postgresql://app:Pw1@orders-db-rw.shop:5432/orders',
      'jdbc-uri': 'jdbc:postgresql://orders-db-rw.shop:5432/orders?password=Pw1&user=app',
      'fqdn-uri': 'postgresql://app:Pw1@orders-db-rw.shop.svc.cluster.local:5432/orders',
      'fqdn-jdbc-uri': 'jdbc:postgresql://orders-db-rw.shop.svc.cluster.local:5432/orders?password=Pw1&user=app',
    });
    expect(Object.keys(secretOf({}, 'x')).sort()).toEqual([...CREDENTIAL_KEYS].sort());
  });

  it('of a role has name and password', () => {
    expect(secretOf({ username: 'reports', for: undefined }, 'Pw1')).toEqual({ username: 'reports', password: 'Pw1' });
  });

  it('leads to the service that is asked for', () => {
    const { host, uri } = secretOf({ for: { cluster: 'orders-db', database: 'orders', access: 'ro' } }, 'x');
    expect([host, uri]).toEqual(['orders-db-ro', 'postgresql://app:x@orders-db-ro.shop:5432/orders']);
  });

  it('says the same in every key, whatever the names', () => {
    // Line breaks apart: a pgpass file has one entry a line.
    const name = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 12 })
      .filter((text) => !/[\0\r\n]/.test(text) && Buffer.byteLength(text) <= 63);
    const odd = fc.oneof(name, fc.constantFrom('a:b', 'a\\b', 'x/y?z#%41', '{{ .password }}', '{{{', '+ &=@', '$(X)'));
    fc.assert(
      fc.property(odd, odd, (username, database) => {
        const secret = secretOf({ username, for: { cluster: 'orders-db', database } }, 'Pw1');
        const expected = { user: username, password: 'Pw1', database, port: '5432' };
        const hosts = ['orders-db-rw', 'orders-db-rw.shop', 'orders-db-rw.shop.svc.cluster.local'] as const;
        expect(secret).toMatchObject({ username, user: username, dbname: database });
        expect(pgpassLine(secret.pgpass)).toEqual({ ...expected, host: hosts[0] });
        expect(libpqUri(secret.uri)).toEqual({ ...expected, host: hosts[1] });
        expect(libpqUri(secret['fqdn-uri'])).toEqual({ ...expected, host: hosts[2] });
        expect(javaUri(secret['jdbc-uri'])).toEqual({ ...expected, host: hosts[1] });
        expect(javaUri(secret['fqdn-jdbc-uri'])).toEqual({ ...expected, host: hosts[2] });
      }),
      { numRuns: 100, seed: 8 },
    );
  });
});

it('a cluster takes them, CNPG makes none of its own, and no rule objects', () => {
  const manifests = render((folder) => {
    const secret = new RotatedCredentials(folder, 'Credentials', PROPS);
    const orders = cluster(folder, { bootstrap: initdb({ database: 'orders', owner: 'app', secret }) });
    expect(orders).toBeInstanceOf(PostgresCluster);
    expect(orders.connect()).toMatchObject({
      username: { secret: { name: 'orders-db-app' }, key: 'username' },
      password: { secret: { name: 'orders-db-app' }, key: 'password' },
    });
  });
  expect(at(only(manifests, 'Cluster'), 'spec.bootstrap.initdb.secret')).toEqual({ name: 'orders-db-app' });
  const found = judge(read(print(manifests), 'shop.yaml'), { target: DEFAULT_TARGET, now: new Date('2026-07-15') });
  const ours = found.filter(({ kind, rule }) => kind !== 'Cluster' || /secret|rotat/.test(rule));
  expect(ours).toEqual([]);
});
