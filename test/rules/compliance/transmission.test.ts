import { describe, expect, it } from 'vitest';
import { gaps, missing, PARAMETERS } from './support';

const HBA = 'cluster.spec.postgresql.pg_hba';
const CLOSED = 'hostnossl all all all reject';

describe('TLS', () => {
  it('is asked of poolers, too', () => {
    const pooler = (parameters: object) => ({
      others: {
        apiVersion: 'postgresql.cnpg.io/v1',
        kind: 'Pooler',
        metadata: { name: 'pool', namespace: 'shop' },
        spec: { cluster: { name: 'shop-db' }, pgbouncer: { parameters } },
      },
    });
    expect(gaps(pooler({}))).toEqual([
      'hipaa-transmission: Pooler pool accepts clients without TLS and uses TLS to the server for them',
    ]);
    expect(missing(pooler({ client_tls_sslmode: 'require' }))).toEqual([]);
  });

  it.each([
    ['TLSv1', true],
    ['', true],
    ['TLSv1.2', false],
    ['TLSv1.3', false],
  ])('of version %j', (version, isBroken) => {
    const found = missing({ [`${PARAMETERS}/ssl_min_protocol_version`]: version });
    expect(found).toEqual(isBroken ? ['hipaa-transmission'] : []);
  });
});

describe('authentication', () => {
  it.each([
    ['hostssl all all all scram-sha-256', []],
    ['hostssl all app all cert', []],
    ['hostssl all all 10.0.0.0/8 ldap ldapserver=ldap.shop', []],
    ['hostssl all all all md5', ['hipaa-authentication']],
    ['hostssl all all all password', ['hipaa-authentication']],
    ['hostssl all all 10.0.0.1 255.255.255.255 trust', ['hipaa-authentication']],
    ['hostssl all all all ident', ['hipaa-authentication']],
  ])('by %s', (line, rules) => expect(missing({ [HBA]: [line, CLOSED] })).toEqual(rules));
});

describe('the network', () => {
  const from = (...peers: object[]) => ({ 'policy.spec.ingress.0.from': peers });

  it.each([
    ['pods of this namespace', [{ podSelector: {} }], false],
    ['a namespace', [{ namespaceSelector: { matchLabels: { team: 'shop' } } }], false],
    [
      'certain pods of all namespaces',
      [{ namespaceSelector: {}, podSelector: { matchLabels: { app: 'shop' } } }],
      false,
    ],
    ['addresses', [{ ipBlock: { cidr: '10.1.0.0/16' } }], false],
    [
      'all pods of all namespaces',
      [{ podSelector: { matchLabels: { app: 'shop' } } }, { namespaceSelector: {} }],
      true,
    ],
    ['all addresses', [{ ipBlock: { cidr: '0.0.0.0/0' } }], true],
    ['all addresses of IPv6', [{ ipBlock: { cidr: '::/0' } }], true],
  ])('%s', (_, peers, isOpen) => {
    const message = 'hipaa-network: NetworkPolicy shop/shop-db allows every client on port 5432';
    expect(gaps(from(...peers))).toEqual(isOpen ? [message] : []);
  });

  it('may be open to everybody on other ports', () => {
    expect(missing({ 'policy.spec.ingress.2': { ports: [{ port: 9187 }] } })).toEqual([]);
  });

  it('is unknown under policies that cannot be read here', () => {
    const others = { apiVersion: 'cilium.io/v2', kind: 'CiliumNetworkPolicy', metadata: { name: 'x', namespace: 'y' } };
    expect(gaps({ others })).toEqual([
      'hipaa-network: policies of a network plugin are in use, which this tool does not read: it is unknown what is open',
    ]);
  });
});
