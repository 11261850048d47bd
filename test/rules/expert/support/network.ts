import { cluster } from '.';

export const policy = (spec: object, name = 'policy') => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name, namespace: 'shop' },
  spec,
});

export const DB = { podSelector: { matchLabels: { 'cnpg.io/cluster': 'shop-db' } } };

export const namespace = (name: string) => ({
  namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': name } },
});

export const into = (...ingress: object[]) => policy({ ...DB, ingress });

export const out = (...egress: object[]) => policy({ ...DB, policyTypes: ['Egress'], egress });

export const ports = (...numbers: (number | string)[]) => numbers.map((port) => ({ port }));

export const one = cluster({ instances: 1 });

export const three = cluster({ instances: 3 });

export const inSystem = (podSelector: object, spec: object) => ({
  ...policy({ podSelector, ...spec }),
  metadata: { name: 'platform', namespace: 'cnpg-system' },
});

export const operator = { matchLabels: { 'app.kubernetes.io/name': 'cloudnative-pg' } };

export const names = { ports: [{ protocol: 'UDP', port: 53 }] };

export const instances = {
  to: [{ namespaceSelector: {}, podSelector: { matchLabels: { 'cnpg.io/podRole': 'instance' } } }],
};

export const leaves = (...egress: object[]) => inSystem(operator, { policyTypes: ['Egress'], egress });

export const api = { to: [{ ipBlock: { cidr: '10.0.0.1/32' } }], ports: ports(6443) };

export const team = (name: string) => ({ namespaceSelector: { matchLabels: { team: name } } });

export const shop = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop', labels: { team: 'a' } } };
