import { cluster, deployment } from '.';

export const namespace = (level: string, name = 'shop') => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name, labels: { 'pod-security.kubernetes.io/enforce': level } },
});

export const reads = (secret: string) => ({ image: 'api:1.0.0', envFrom: [{ secretRef: { name: secret } }] });

export const SAFE = { securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } } };

export const safe = (secret: string) =>
  deployment(
    { ...reads(secret), securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } } },
    'shop',
    SAFE,
  );

export const given = cluster({ bootstrap: { initdb: { database: 'a', owner: 'a', secret: { name: 'shop-db-app' } } } });

export const managed = cluster({ managed: { roles: [{ name: 'api', passwordSecret: { name: 'api' } }] } });
