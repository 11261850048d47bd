import { describe, expect, it } from 'vitest';
import { completedAlone } from '../../../manifests/applied/alone';
import { read } from '../../../manifests/files/read';
import type { Document } from '../../../manifests/object/document';
import { judge } from '../../../rules/engine/judge';
import { judgeApplied } from '../../../rules/engine/judge-applied';
import type { Extent } from '../../../rules/engine/rule';
import { DEFAULT_TARGET } from '../../../values/cnpg/target';

type Unknown = NonNullable<Document['unknown']>[number];

const CLUSTER = (spec: string) => `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: pg, namespace: shop}
spec: ${spec}
`;
const DATABASE = `apiVersion: postgresql.cnpg.io/v1
kind: Database
metadata: {name: shop, namespace: shop}
spec: {name: shop, owner: app, cluster: {name: pg-2}}
`;
const documents = (text: string, unknown?: readonly Unknown[]): Document[] =>
  read(text, 'a.yaml').map((document) => ({ ...document, ...(unknown && { unknown }) }));
const options = { target: DEFAULT_TARGET, now: new Date(0) };
const together = (own: readonly Document[], beside: readonly Document[] = [], seen: Extent = 'all') => ({
  documents: own,
  beside,
  seen,
});
const found = (...worlds: Parameters<typeof judgeApplied>[0][number][]) =>
  judgeApplied(worlds, (document, among, seen) => judge([document], { ...options, among, seen }))
    .filter(({ severity, rule }) => severity === 'error' || rule === 'cluster-missing')
    .map(({ rule, path, severity }) => `${severity} ${rule} ${path}`);

describe('an unknown value', () => {
  const unknown = (path: string, sample?: unknown): Unknown => ({ path: path.split('.'), sample });

  it.each<[string, string, Unknown]>([
    // biome-ignore-start lint/suspicious/noTemplateCurlyInString: these are variables of Flux.
    ['of another type', 'instances: "${N}", storage: {size: 5Gi}', unknown('spec.instances', 'var-n')],
    ['that is a size', 'instances: 3, storage: {size: "${S}"}', unknown('spec.storage.size', 'var-s')],
    ['of a section', 'instances: 3, storage: {size: 5Gi}, resources: "${R}"', unknown('spec.resources', 'var-r')],
    // biome-ignore-end lint/suspicious/noTemplateCurlyInString: these are variables of Flux.
  ])('%s is not judged, and the rest is', (_, fields, value) => {
    expect(found(together(documents(CLUSTER(`{${fields}}`), [value])))).toEqual([]);
    const wrong = `{${fields}, postgresql: {parameters: {shared_bufers: 1GB, ssl: "off"}}}`;
    expect(found(together(documents(CLUSTER(wrong), [value])))).toEqual([
      'error parameter-unknown spec.postgresql.parameters.shared_bufers',
      'error cluster-parameter-fixed spec.postgresql.parameters.ssl',
    ]);
  });

  it('decides nothing elsewhere in the object', () => {
    const spec = '{instances: 1, storage: {size: 5Gi}, postgresql: {synchronous: {method: any, number: 2}}}';
    expect(found(together(documents(CLUSTER(spec))))).toEqual([
      'error cluster-synchronous-number spec.postgresql.synchronous',
    ]);
    expect(found(together(documents(CLUSTER(spec), [unknown('spec.instances', 3)])))).toEqual([]);
  });

  it('decides nothing about other objects', () => {
    const name = [{ ...unknown('metadata.name', 'pg-2'), isNeeded: true }];
    const cluster = documents(CLUSTER('{instances: 1, storage: {size: 5Gi}}'));
    expect(found(together([...cluster, ...documents(DATABASE)]))).toEqual(['error cluster-missing spec.cluster.name']);
    const open = cluster.map((each) => ({ ...each, unknown: name }));
    expect(found(together([...open, ...documents(DATABASE)]))).toEqual([]);
  });
});

describe('the other end of a reference', () => {
  // biome-ignore-start lint/suspicious/noTemplateCurlyInString: these are variables of Flux.
  const open = (yaml: string) => completedAlone(read(yaml, 'a.yaml'));
  const errors = (yaml: string) =>
    judgeApplied([together(open(yaml))], (document, among, seen) => judge([document], { ...options, among, seen }))
      .filter(({ severity, rule }) => severity === 'error' || /missing|no-pods|duplicate/.test(rule))
      .map(({ rule, path, message }) => ({ rule: `${rule} ${path}`, message }));
  const rules = (yaml: string) => errors(yaml).map(({ rule }) => rule);
  const CLUSTER_OF = (spec: string, name = 'pg', namespace = 'shop') => `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: "${name}", namespace: "${namespace}", annotations: {cnpg-gitops/disposable: a copy}}
spec: {instances: 1, enablePDB: false, storage: {size: 5Gi}, ${spec}}
`;
  const object = (kind: string, name: string, fields: string, namespace = 'shop') => `---
apiVersion: ${kind === 'ObjectStore' ? 'barmancloud.cnpg.io/v1' : kind === 'NetworkPolicy' ? 'networking.k8s.io/v1' : 'postgresql.cnpg.io/v1'}
kind: ${kind}
metadata: {name: "${name}", namespace: "${namespace}"}
spec: ${fields}
`;
  const PLUGIN = 'plugins: [{name: barman-cloud.cloudnative-pg.io, parameters: {barmanObjectName: pg-store}}]';
  const STORE = '{configuration: {destinationPath: "s3://b/", s3Credentials: {inheritFromIAMRole: true}}}';
  const SCHEDULE = '{schedule: "0 0 2 * * *", cluster: {name: pg}}';
  const EXTERNAL = (name: string) =>
    `externalClusters: [{name: "${name}", connectionParameters: {host: a, user: streaming_replica, dbname: postgres}}]`;
  const CATALOG = 'imageCatalogRef: {apiGroup: postgresql.cnpg.io, kind: ImageCatalog, name: cat, major: 17}';
  const images = (major: string) => `{images: [{major: ${major}, image: "ghcr.io/cloudnative-pg/postgresql:17.4"}]}`;

  it.each<[string, (value: string) => string, fits: string, not: string, rule: string]>([
    [
      'an ObjectStore',
      (name) => CLUSTER_OF(PLUGIN) + object('ObjectStore', name, STORE),
      '${APP}-store',
      '${APP}-archive',
      'object-store-missing',
    ],
    [
      'its namespace',
      (ns) => CLUSTER_OF(PLUGIN) + object('ObjectStore', 'pg-store', STORE, ns),
      '${NS}',
      'other-${NS}',
      'object-store-missing',
    ],
    [
      'the namespace of a backup',
      (ns) => CLUSTER_OF('') + object('ScheduledBackup', 'daily', SCHEDULE, ns),
      '${NS:=shop}',
      'x-${NS}',
      'cluster-missing',
    ],
    [
      'a Cluster',
      (name) => CLUSTER_OF('', name) + object('ScheduledBackup', 'daily', SCHEDULE),
      '${APP}',
      '${APP}-db',
      'cluster-missing',
    ],
    [
      'an external cluster to recover',
      (name) => CLUSTER_OF(`bootstrap: {recovery: {source: origin}}, ${EXTERNAL(name)}`),
      '${A}',
      '${A}-x',
      'cluster-recovery-source',
    ],
    [
      'one to copy',
      (name) => CLUSTER_OF(`bootstrap: {pg_basebackup: {source: origin}}, ${EXTERNAL(name)}`),
      'ori${A}',
      'x${A}',
      'cluster-basebackup-source',
    ],
    [
      'one to follow',
      (name) =>
        CLUSTER_OF(
          `bootstrap: {pg_basebackup: {source: origin}}, replica: {enabled: true, source: origin}, ${EXTERNAL(name)}`,
        ),
      '${A}',
      '${A}-x',
      'cluster-replica-source',
    ],
    [
      'an image of a catalog',
      (major) => CLUSTER_OF(CATALOG) + object('ImageCatalog', 'cat', images(major)),
      '"${MAJOR}"',
      '16',
      'image-catalog-major',
    ],
    [
      'the pods of a policy',
      (name) =>
        CLUSTER_OF('', name) + object('NetworkPolicy', 'n', '{podSelector: {matchLabels: {cnpg.io/cluster: pg}}}'),
      '${APP}',
      '${APP}-db',
      'selector-no-pods',
    ],
  ])('%s may be meant', (_, yaml, fits, not, rule) => {
    expect(rules(yaml(fits)).filter((each) => each.startsWith(rule))).toEqual([]);
    expect(rules(yaml(not)).filter((each) => each.startsWith(rule))).toHaveLength(1);
  });
  // biome-ignore-end lint/suspicious/noTemplateCurlyInString: these are variables of Flux.

  it('may be in any of the namespaces that others name', () => {
    const database = (name: string) => object('Database', 'd', `{name: d, owner: app, cluster: {name: ${name}}}`, 'b');
    const yaml = (name: string) =>
      `${CLUSTER_OF('', 'first', 'a')}---\n${CLUSTER_OF('', 'second', 'b')}---\n${CLUSTER_OF('').replace(', namespace: "shop"', '')}${database(name)}`;
    expect(rules(yaml('pg')).filter((each) => each.startsWith('cluster-missing'))).toEqual([]);
    expect(rules(yaml('pgx')).filter((each) => each.startsWith('cluster-missing'))).toHaveLength(1);
  });

  it('is looked for in each namespace, where several have such references', () => {
    const many = Array.from(
      { length: 120 },
      (_, i) => CLUSTER_OF(PLUGIN, 'pg', `ns-${i}`) + object('ObjectStore', '$' + '{S}', STORE, `ns-${i}`),
    );
    expect(rules(many.join('---\n')).filter((each) => each.startsWith('object-store-missing'))).toEqual([]);
  });

  it('is no matter for a secret beside a variable', () => {
    const job = (password: string) => `apiVersion: batch/v1
kind: Job
metadata: {name: a, namespace: shop}
spec: {template: {spec: {containers: [{name: a, image: "a:1", env: [{name: URI, value: "postgresql://a:${password}@$${'{HOST}'}/a"}]}]}}}
`;
    const path = 'spec.template.spec.containers[0].env[0].value';
    expect(rules(job('hunter2'))).toEqual([`secret-literal ${path}`]);
    expect(rules(job(`$${'{PASSWORD}'}`))).toEqual([]);
  });

  it('is named as it is written, never by a sample', () => {
    const said = errors(CLUSTER_OF('') + object('ScheduledBackup', 'daily', SCHEDULE, 'x-$' + '{NS_OF:=a}'));
    expect(said.map(({ message }) => message)).toEqual([
      'there is no Cluster "pg" in namespace x-$' + '{NS_OF:=a}, only in shop, where CNPG does not look',
    ]);
  });
});

describe('what is missing', () => {
  const cluster = documents(CLUSTER('{instances: 1, storage: {size: 5Gi}}'));
  const database = documents(DATABASE);
  const other = documents(CLUSTER('{instances: 1, storage: {size: 5Gi}}').replace('name: pg', 'name: pg-2'));

  it('is an info where not everything was seen', () => {
    expect(found(together([...cluster, ...database], [], 'part'))).toEqual(['info cluster-missing spec.cluster.name']);
  });

  it('may exist beside, unjudged, and must be missing in every cluster', () => {
    expect(found(together([...cluster, ...database], other))).toEqual([]);
    expect(found(together([...cluster, ...database]), together([...other, ...database]))).toEqual([]);
    expect(found(together([...cluster, ...database]), together([...database, ...cluster]))).toHaveLength(1);
  });
});
