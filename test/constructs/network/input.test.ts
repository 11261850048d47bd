import { describe, expect, it } from 'vitest';
import { type AddressRange, anywhere, PRIVATE_ADDRESSES } from '../../../constructs/network/addresses';
import { DatabaseNetwork } from '../../../constructs/network/database-network';
import type { DatabaseNetworkProps } from '../../../constructs/network/database-network-props';
import { DefaultDeny } from '../../../constructs/network/default-deny';
import { OperatorNetwork } from '../../../constructs/network/operator-network';
import type { NetworkPeer } from '../../../constructs/network/peers';
import { WorkloadNetwork } from '../../../constructs/network/workload-network';
import { cluster } from '../support/cluster';
import { at, render } from '../support/render';

const apiServer = [{ cidr: '10.0.0.10/32', ports: [6443] }];
const database = { namespace: 'shop', podLabels: { app: 'db' } };

function network(props: Partial<DatabaseNetworkProps> = {}) {
  return render((folder) => {
    new DatabaseNetwork(folder, 'Network', { cluster: cluster(folder), clients: [], apiServer, ...props });
  }).filter(({ kind }) => kind === 'NetworkPolicy');
}

const store = (range: Partial<AddressRange>) => () =>
  network({ objectStore: [{ cidr: '203.0.113.0/24', ports: [443], ...range }] });
const client = (peer: Partial<NetworkPeer>) => () => network({ clients: [{ namespace: 'shop', ...peer }] });

it.each<[string, () => unknown, string]>([
  [
    'a host name',
    store({ cidr: 's3.eu-central-1.amazonaws.com' }),
    'Network: "s3.eu-central-1.amazonaws.com" is not a range of addresses, and network policies do not support host names',
  ],
  ['an address', store({ cidr: '203.0.113.7' }), 'write 203.0.113.7/32'],
  ['every address', store({ cidr: '0.0.0.0/0' }), '"0.0.0.0/0" is every address: narrow it, or use anywhere()'],
  ['every address of IPv6', store({ cidr: '::/0' }), '"::/0" is every address'],
  ['an exception outside', store({ except: ['10.0.0.0/8'] }), 'except "10.0.0.0/8" is not a part of "203.0.113.0/24"'],
  ['all of it as an exception', store({ except: ['203.0.113.0/24'] }), 'except "203.0.113.0/24" is not a part'],
  ['an exception of another family', store({ except: ['fd00::/8'] }), 'except "fd00::/8" is not a part'],
  [
    'a host name as an exception',
    store({ except: ['db.example.com'] }),
    '"db.example.com" is not a range of addresses',
  ],
  ['no ports', store({ ports: [] }), 'ports is empty, which to a network policy means all'],
  ['a port too large', store({ ports: [65_536] }), 'port is 65536: give a whole number from 1 to 65535'],
  ['a port that is none', store({ ports: [0] }), 'port is 0'],
  ['no namespace', client({ namespace: '' }), 'namespace "" is empty'],
  ['a namespace that cannot be', client({ namespace: 'Shop' }), 'namespace "Shop" does not consist of'],
  ['no label', client({ podLabels: {} }), 'podLabels of "shop" are empty: leave them out'],
  ['a label that cannot be', client({ podLabels: { 'a b': 'c' } }), 'label "a b" does not consist of'],
  ['a value that cannot be', client({ podLabels: { app: 'a b' } }), 'value of label app "a b" does not consist of'],
  [
    'a host name of a cache of DNS',
    () => network({ dns: { namespace: 'kube-system', addresses: ['localhost'] } }),
    '"localhost" is not a range of addresses',
  ],
  ['a port of DNS', () => network({ dns: { namespace: 'kube-system', port: 0 } }), 'port is 0'],
  [
    'the port of an API',
    () =>
      render((folder) => {
        const workload = { name: 'api', ...database };
        new WorkloadNetwork(folder, 'Api', { workload, port: 70_000, from: [database], database });
      }),
    'Api: port is 70000',
  ],
  [
    'a host name of the webhooks',
    () =>
      render((folder) => void new OperatorNetwork(folder, 'O', { apiServer, webhooksFrom: [{ cidr: 'localhost' }] })),
    'O: "localhost" is not a range',
  ],
  ['a name', () => render((folder) => void new DefaultDeny(folder, 'Deny', { name: 'a b' })), 'name "a b"'],
])('refuses %s', (_, make, message) => expect(make).toThrow(message));

describe('anywhere', () => {
  it('is the Internet by default, without networks of one own and the metadata of clouds', () => {
    const range = anywhere({ ports: [443] });
    const policy = network({ objectStore: [range] })[0];
    const written = (at(policy, 'spec.egress') as { to: object[]; ports: object[] }[]).find((rule) =>
      JSON.stringify(rule).includes('0.0.0.0/0'),
    );
    expect(written).toEqual({
      to: [
        {
          ipBlock: {
            cidr: '0.0.0.0/0',
            except: ['10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12', '192.168.0.0/16'],
          },
        },
      ],
      ports: [{ protocol: 'TCP', port: 443 }],
    });
  });

  it('is of one family, and without the exceptions of the other', () => {
    expect(anywhere({ ports: [443], family: 'IPv6' })).toEqual({
      cidr: '::/0',
      except: ['::1/128', 'fc00::/7', 'fe80::/10'],
      ports: [443],
      anywhere: true,
    });
  });

  it('takes other exceptions, and none', () => {
    const written = (except: readonly string[]) =>
      JSON.stringify(network({ objectStore: [anywhere({ ports: [443], except })] }));
    expect(written(['10.0.0.0/8'])).toContain('"ipBlock":{"cidr":"0.0.0.0/0","except":["10.0.0.0/8"]}');
    expect(written([])).toContain('"ipBlock":{"cidr":"0.0.0.0/0"}');
    expect(PRIVATE_ADDRESSES).toContain('169.254.0.0/16');
  });
});

describe('what is written', () => {
  it('is there before the pods, and named after the cluster', () => {
    const policies = network();
    expect(policies.map(({ metadata }) => metadata)).toEqual(
      ['orders-db', 'orders-db-jobs'].map((name) => ({
        name,
        namespace: 'shop',
        annotations: { 'argocd.argoproj.io/sync-wave': '-2' },
      })),
    );
  });

  it('has other names, labels and annotations when they are given', () => {
    const [policy] = network({ name: 'db', labels: { team: 'a' }, annotations: { note: 'b' } });
    expect(policy?.metadata).toMatchObject({ name: 'db', labels: { team: 'a' }, annotations: { note: 'b' } });
  });

  it('is of both directions, even where nothing is let in', () => {
    const jobs = network()[1];
    expect(at(jobs, 'spec.policyTypes')).toEqual(['Ingress', 'Egress']);
    expect(at(jobs, 'spec.ingress')).toBeUndefined();
  });

  it('names a namespace by the label that the API server writes, and pods of its own by their labels alone', () => {
    const pods = { podLabels: { app: 'api' } };
    const clients = [{ namespace: 'shop', ...pods }, { namespace: 'web', ...pods }, { namespace: 'web' }];
    const selected = { matchLabels: { app: 'api' } };
    const web = { matchLabels: { 'kubernetes.io/metadata.name': 'web' } };
    expect(at(network({ clients, drills: false })[0], 'spec.ingress.0')).toEqual({
      from: [{ podSelector: selected }, { namespaceSelector: web, podSelector: selected }, { namespaceSelector: web }],
      ports: [{ protocol: 'TCP', port: 5432 }],
    });
  });

  it('of an operator without the plugin has none for it, and finds one under other labels', () => {
    const names = (plugin: false | Record<string, string>) =>
      render((folder) => void new OperatorNetwork(folder, 'Operator', { apiServer, plugin }))
        .filter(({ kind }) => kind === 'NetworkPolicy')
        .map((policy) => [policy.metadata.name, at(policy, 'spec.podSelector.matchLabels')]);
    const operator = ['cnpg-operator', { 'app.kubernetes.io/name': 'cloudnative-pg' }];
    expect(names(false)).toEqual([operator]);
    expect(names({ app: 'barman-cloud' })).toEqual([operator, ['cnpg-plugin-barman-cloud', { app: 'barman-cloud' }]]);
  });

  it('of a default is empty', () => {
    const policies = render((folder) => void new DefaultDeny(folder, 'Deny'));
    expect(policies[0]).toMatchObject({ metadata: { name: 'default-deny', namespace: 'shop' } });
    expect(at(policies[0], 'spec')).toEqual({ podSelector: {}, policyTypes: ['Ingress', 'Egress'] });
  });
});
