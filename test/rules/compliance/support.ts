import { load } from 'js-yaml';
import type { Manifest } from '../../../manifests/object/manifest';
import { Index } from '../../../manifests/object/object-index';
import { type Assessment, assess } from '../../../rules/compliance';

export const NOW = new Date('2026-11-21T13:00:00Z');
export const TARGET = { operator: '1.28.0', plugin: '0.11.0', kubernetes: '1.34' };

export const DECLARED = {
  standard: 'hipaa',
  storage: { encrypted: 'EBS, KMS key alias/shop' },
  audit: { classes: ['read', 'write', 'role', 'ddl'] },
  logs: { retention: '72m', protectedAs: 'a log group of the security team' },
  access: { runtime: 'shop_api', readOnly: 'shop_reports', operations: 'shop_operations' },
  emergencyAccess: 'two people on call, by kubectl cnpg psql',
  idleSessions: '15m',
  restoreTest: { every: '90d', by: 'npm run drill -- restore' },
};

/** A Cluster that lacks nothing, and all that it needs. */
const SHOP = `
cluster:
  apiVersion: postgresql.cnpg.io/v1
  kind: Cluster
  metadata:
    name: shop-db
    namespace: shop
    annotations: {cnpg-gitops/objectives: '{"pitrWindow":"30d"}'}
  spec:
    instances: 3
    imageName: ghcr.io/cloudnative-pg/postgresql:17.7-standard-trixie
    bootstrap:
      initdb:
        database: shop
        owner: app
        postInitApplicationSQLRefs: {configMapRefs: [{name: shop-db-tenants, key: script.sql}]}
    storage: {size: 10Gi, storageClass: encrypted}
    walStorage: {size: 10Gi, storageClass: encrypted}
    tablespaces: [{name: archive, storage: {size: 10Gi, pvcTemplate: {storageClassName: encrypted}}}]
    managed:
      roles:
      - {name: shop_api, ensure: present, login: true, comment: Reads and writes rows, passwordSecret: {name: shop-db-api}}
      - {name: shop_reports, ensure: present, login: true, connectionLimit: 5, passwordSecret: {name: shop-db-reports}}
      - {name: shop_operations, login: true, inRoles: [pg_monitor], passwordSecret: {name: shop-db-operations}}
    plugins:
    - {name: barman-cloud.cloudnative-pg.io, enabled: true, isWALArchiver: true, parameters: {barmanObjectName: backups}}
    postgresql:
      parameters:
        pgaudit.log: read,write,role,ddl
        pgaudit.log_relation: "on"
        pgaudit.log_statement: "off"
        log_connections: "on"
        log_disconnections: "on"
        log_parameter_max_length: "0"
        log_min_error_statement: panic
        log_min_duration_statement: "1000"
        idle_session_timeout: 15min
        idle_in_transaction_session_timeout: 900s
      pg_hba: [hostssl all shop_api all scram-sha-256, hostnossl all all all reject]
store:
  apiVersion: barmancloud.cnpg.io/v1
  kind: ObjectStore
  metadata: {name: backups, namespace: shop}
  spec:
    retentionPolicy: 30d
    configuration: {destinationPath: s3://shop/db, wal: {encryption: AES256}, data: {encryption: aws:kms}}
schedule:
  apiVersion: postgresql.cnpg.io/v1
  kind: ScheduledBackup
  metadata: {name: daily, namespace: shop}
  spec: {schedule: 0 0 2 * * *, cluster: {name: shop-db}, method: plugin}
policy:
  apiVersion: networking.k8s.io/v1
  kind: NetworkPolicy
  metadata: {name: shop-db, namespace: shop}
  spec:
    podSelector: {matchLabels: {cnpg.io/cluster: shop-db}}
    ingress:
    - {from: [{podSelector: {matchLabels: {app: shop}}}], ports: [{port: 5432}]}
    - {from: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: cnpg-system}}}], ports: [{port: 8000}]}
tenants:
  apiVersion: v1
  kind: ConfigMap
  metadata: {name: shop-db-tenants, namespace: shop}
  data:
    script.sql: |
      CREATE POLICY tenant_isolation ON orders USING (tenant = current_setting('app.tenant'));
      ALTER TABLE orders ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
      CREATE EVENT TRIGGER protect ON ddl_command_end EXECUTE FUNCTION protect();
`;

/** A path that begins with `cluster`, `store`, `schedule`, `policy`, `tenants` or `declared`, and its new value; undefined removes it. */
export type Changes = Readonly<Record<string, unknown>>;

/** The compliant manifests with changes: first the Cluster. A step that holds dots is the last one: `…parameters/pgaudit.log`. */
export function manifestsOf(changes: Changes = {}): Manifest[] {
  const parts = { ...(load(SHOP) as Record<string, unknown>), declared: structuredClone<unknown>(DECLARED) };
  for (const [path, value] of Object.entries(changes)) change(parts, path, value);
  const { declared, cluster, ...others } = parts as unknown as Record<string, unknown> & { cluster: Manifest };
  const annotations = {
    ...cluster.metadata.annotations,
    ...(declared !== undefined && { 'cnpg-gitops/compliance': JSON.stringify(declared) }),
  };
  return [
    { ...cluster, metadata: { ...cluster.metadata, annotations } },
    ...(Object.values(others).filter((each) => each !== undefined) as Manifest[]),
  ];
}

/** The safeguards of the Cluster. */
export function assessed(changes: Changes = {}): Assessment[] {
  const manifests = manifestsOf(changes);
  const [cluster] = manifests;
  if (cluster === undefined) throw new Error('no cluster');
  return assess(cluster, { target: TARGET, now: NOW, index: new Index(manifests) });
}

/** What is missing, as `rule: message`, one line each. */
export function gaps(changes: Changes): string[] {
  return assessed(changes).flatMap(({ safeguard, gaps }) => gaps.map(({ message }) => `${safeguard.rule}: ${message}`));
}

/** The rules that find something missing. */
export function missing(changes: Changes): string[] {
  return assessed(changes).flatMap(({ safeguard, gaps }) => (gaps.length === 0 ? [] : [safeguard.rule]));
}

/** The values that a safeguard gives as evidence, as `path = value`. */
export function evidence(rule: string, changes: Changes = {}): string[] {
  const found = assessed(changes).find(({ safeguard }) => safeguard.rule === rule);
  return (found?.evidence ?? []).map(({ path, value }) => `${path} = ${value}`);
}

function change(into: object, path: string, value: unknown): void {
  const [dotted = '', key] = path.split('/');
  const steps = dotted.split('.');
  const last = key ?? steps.pop() ?? '';
  let parent = into as Record<string, unknown>;
  for (const step of steps) {
    parent[step] ??= {};
    parent = parent[step] as Record<string, unknown>;
  }
  if (value === undefined) delete parent[last];
  else parent[last] = value;
}

export const PARAMETERS = 'cluster.spec.postgresql.parameters';
