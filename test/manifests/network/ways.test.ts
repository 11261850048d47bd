import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { NetworkPod } from '../../../manifests/network/pods';
import { closingsOf } from '../../../manifests/network/ways';
import type { Manifest } from '../../../manifests/object/manifest';
import { Index } from '../../../manifests/object/object-index';
import { type Endpoint, NetworkPolicyEvaluator, type Policy } from '../../support/network-policy-evaluator';

// The rules' reading of policies against one that shares nothing with it, where everything is known.

const NAMESPACES = { shop: { team: 'a' }, web: { team: 'b' } };
const PODS: NetworkPod[] = Object.keys(NAMESPACES).flatMap((namespace) =>
  ['db', 'api'].map((app) => ({ owner: app, namespace, labels: { app, tier: app }, ports: { sql: 5432, web: 80 } })),
);
const endpoints: Endpoint[] = PODS.map(({ owner, namespace = '', labels, ports = {} }, i) => ({
  name: `${namespace}/${owner}`,
  ip: `10.0.0.${i}`,
  namespace,
  labels,
  namedPorts: ports,
}));

const labelSelector = (keys: readonly string[], values: readonly string[]) =>
  fc.record(
    {
      matchLabels: fc.dictionary(fc.constantFrom(...keys), fc.constantFrom(...values), { maxKeys: 1 }),
      matchExpressions: fc.array(
        fc.oneof(
          fc.record({
            key: fc.constantFrom(...keys),
            operator: fc.constantFrom('In', 'NotIn'),
            values: fc.array(fc.constantFrom(...values), { minLength: 1, maxLength: 2 }),
          }),
          fc.record({ key: fc.constantFrom(...keys, 'none'), operator: fc.constantFrom('Exists', 'DoesNotExist') }),
        ),
        { maxLength: 1 },
      ),
    },
    { requiredKeys: [] },
  );
const podSelector = labelSelector(['app', 'tier'], ['db', 'api']);
const namespaceSelector = labelSelector(['team', 'kubernetes.io/metadata.name'], ['a', 'b', 'shop', 'web']);
const peer = fc.oneof(
  fc.record({ podSelector }),
  fc.record({ namespaceSelector }),
  fc.record({ podSelector, namespaceSelector }),
);
const port = fc.oneof(
  fc.record(
    { protocol: fc.constantFrom('TCP', 'UDP'), port: fc.constantFrom<number | string>(80, 5432, 'sql', 'web', 'x') },
    { requiredKeys: [] },
  ),
  fc.record({ port: fc.constantFrom(80, 5000), endPort: fc.constantFrom(5431, 5432, 6000) }),
);
const rules = (field: string) =>
  fc.array(
    fc.record(
      { [field]: fc.array(peer, { maxLength: 2 }), ports: fc.array(port, { maxLength: 2 }) },
      { requiredKeys: [] },
    ),
    {
      maxLength: 2,
    },
  );
const policies = fc
  .array(
    fc.tuple(
      fc.constantFrom(...Object.keys(NAMESPACES)),
      fc.record(
        {
          podSelector,
          ingress: rules('from'),
          egress: rules('to'),
          policyTypes: fc.subarray(['Ingress', 'Egress'], { minLength: 1 }),
        },
        { requiredKeys: ['podSelector'] },
      ),
    ),
    { maxLength: 3 },
  )
  .map((found) => found.map(([namespace, spec], i) => ({ metadata: { name: `p${i}`, namespace }, spec })));

it('finds closed what nothing opens, and nothing else', () => {
  const both = { closed: 0, open: 0 };
  fc.assert(
    fc.property(policies, (given) => {
      const manifests = [
        ...Object.entries(NAMESPACES).map(([name, labels]) => ({
          apiVersion: 'v1',
          kind: 'Namespace',
          metadata: { name, labels },
        })),
        ...given.map((each) => ({ apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', ...each })),
      ];
      const index = new Index(manifests as Manifest[]);
      const evaluator = new NetworkPolicyEvaluator(given as Policy[], NAMESPACES);
      PODS.forEach((from, i) => {
        PODS.forEach((to, j) => {
          const [source, target] = [endpoints[i], endpoints[j]];
          if (from === to || source === undefined || target === undefined) return;
          const isOpen = closingsOf({ from, to, port: 5432 }, index).length === 0;
          both[isOpen ? 'open' : 'closed']++;
          expect(isOpen).toBe(evaluator.allows({ from: source, to: target, port: 5432 }));
        });
      });
    }),
    { numRuns: 400 },
  );
  expect(Math.min(both.closed, both.open)).toBeGreaterThan(300);
});

it('takes what it does not know for open', () => {
  const [from, to] = [PODS[3], PODS[0]] as [NetworkPod, NetworkPod];
  const closings = (ingress: object[], namespaces: object[] = []) => {
    const policy = {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: 'p', namespace: 'shop' },
    };
    const index = new Index([{ ...policy, spec: { podSelector: {}, ingress } }, ...namespaces] as Manifest[]);
    return closingsOf({ from, to, port: 5432 }, index).length;
  };
  const byTeam = (name: string) => ({ matchLabels: { team: name } });
  const web = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'web', labels: { team: 'b' } } };
  expect(closings([{ from: [{ namespaceSelector: byTeam('a') }] }])).toBe(0);
  expect(closings([{ from: [{ namespaceSelector: byTeam('a') }] }], [web])).toBe(1);
  const named = { matchLabels: { team: 'a', 'kubernetes.io/metadata.name': 'shop' } };
  expect(closings([{ from: [{ namespaceSelector: named }] }])).toBe(1);
  expect(closings([{ from: [{ ipBlock: { cidr: '192.0.2.0/24' } }] }])).toBe(0);
});
