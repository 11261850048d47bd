export const GENERATOR = { dataFrom: [{ sourceRef: { generatorRef: { kind: 'Password', name: 'shop' } } }] };

export const ROTATED = { refreshInterval: '24h0m0s', ...GENERATOR };

export const external = (spec: object, name = 'shop-db-app') => ({
  apiVersion: 'external-secrets.io/v1',
  kind: 'ExternalSecret',
  metadata: { name, namespace: 'shop' },
  spec,
});

export const named = (name: string) => ({ bootstrap: { initdb: { database: 'a', owner: 'a', secret: { name } } } });

export const generator = (spec: object) => ({
  apiVersion: 'generators.external-secrets.io/v1alpha1',
  kind: 'Password',
  metadata: { name: 'shop', namespace: 'shop' },
  spec,
});

export const uri = (action: string) =>
  external({
    ...ROTATED,
    target: { template: { data: { password: '{{ .password }}', uri: `postgres://a:${action}@h/d` } } },
  });
