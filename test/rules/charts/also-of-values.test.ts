import { describe, expect, it } from 'vitest';
import type { Manifest } from '../../../manifests/object/manifest';
import { judge } from '../../../rules/engine/judge';
import { RULES } from '../../../rules/expert';
import { DEFAULT_TARGET } from '../../../values/cnpg/target';
import { helmRelease } from '../expert/support/flux';

type Json = Readonly<Record<string, unknown>>;

const IMAGE = 'ghcr.io/cloudnative-pg/postgresql:17.7-standard-trixie';
const BACKUPS = { enabled: true, provider: 's3', s3: { bucket: 'b', region: 'eu-west-1' } };
const OPTIONS = { target: DEFAULT_TARGET, now: new Date('2026-07-15T12:00:00Z') };
/** What is said of values, as `rule path`, without what concerns the release or its chart. */
function said(manifests: readonly Manifest[]): string[] {
  const documents = manifests.map((manifest) => ({ manifest, file: 'a.yaml', document: 0 }));
  const rules = RULES.filter(({ id }) => !/^(?:helm|argo|flux|chart-image)-/.test(id));
  return judge(documents, { ...OPTIONS, only: { rules } }).map(({ rule, path }) => `${rule} ${path}`);
}
const release = (cluster: Json, more: Json = {}) =>
  helmRelease('cluster', { cluster: { imageName: IMAGE, ...cluster }, backups: BACKUPS, ...more });
const schedule = (method: string) => ({
  apiVersion: 'postgresql.cnpg.io/v1',
  kind: 'ScheduledBackup',
  metadata: { name: 'daily', namespace: 'shop' },
  spec: { cluster: { name: 'shop-db-cluster' }, schedule: '0 0 2 * * *', method, immediate: true },
});
const parameters = (given: Json) => release({ postgresql: { parameters: given } });

describe('the Cluster that CNPG’s chart makes', () => {
  it.each<[string, Json, string]>([
    [
      'memory',
      { resources: { limits: { memory: '1Gi' } } },
      'memory-limit cluster.postgresql.parameters.shared_buffers',
    ],
    ['one instance', { instances: 1 }, 'pdb-single-instance cluster.enablePDB'],
    ['WAL', { storage: { size: '1Gi' } }, 'wal-size-volume cluster.storage.size'],
    ['a version', { imageName: 'ghcr.io/cloudnative-pg/postgresql:17.99' }, 'image-version cluster.imageName'],
    ['access', { postgresql: { pg_hba: ['host all all all trust'] } }, 'pg-hba-trust cluster.postgresql.pg_hba[0]'],
    ['roles', { roles: [{ name: 'a', inRoles: ['SUPERUSER'] }] }, 'role-attribute cluster.roles[0].inRoles[0]'],
    [
      'annotations',
      { annotations: { 'cnpg.io/fencedInstances': '["*"]' } },
      'emergency-annotation cluster.annotations',
    ],
  ])('is judged by its values: %s', (what, cluster, expected) => {
    const buffers = what === 'memory' ? { postgresql: { parameters: { shared_buffers: '2GB' } } } : {};
    const found = said([release({ ...buffers, ...cluster })]);
    expect(found.map((each) => each.replace('spec.values.', ''))).toContainEqual(expect.stringContaining(expected));
  });

  it('names the version where the image follows from it', () => {
    const of = (version: string) =>
      said([helmRelease('cluster', { version: { postgresql: version }, backups: BACKUPS })]);
    expect(of('17.99')).toEqual(['image-version spec.values.version.postgresql']);
    expect(of('12.22')).toEqual(['chart-cluster-refused spec.values.version.postgresql']);
    expect(of('17.7')).toEqual([]);
  });

  it('reports the parameter that PostgreSQL does not have', () => {
    expect(said([parameters({ shared_bufers: '1GB' })])).toEqual([
      'parameter-unknown spec.values.cluster.postgresql.parameters.shared_bufers',
    ]);
  });

  it('lacks backups where they are off, and nothing else is there', () => {
    const [off, on] = [false, true].map((enabled) => release({}, { backups: { ...BACKUPS, enabled } }));
    if (off === undefined || on === undefined) throw new Error('two');
    const found = ['backup-missing spec.values.backups.enabled'];
    expect(said([off])).toEqual(found);
    expect(said([release({}, { backups: {} })])).toEqual(found);
    expect(said([on])).toEqual([]);
    expect(said([release({}, { backups: {}, mode: 'replica' })])).toEqual([]);
    expect(said([release({ plugins: [{ name: 'own' }] }, { backups: {} })])).toEqual([]);
    const disposable = { annotations: { 'cnpg-gitops/disposable': 'filled from the warehouse every night' } };
    expect(said([release(disposable, { backups: {} })])).toEqual([]);
    expect(said([off, schedule('volumeSnapshot')])).not.toContain(found[0]);
    const named = { enabled: false, scheduledBackups: [{ name: 'daily', schedule: '0 0 2 * * *' }] };
    expect(said([release({}, { backups: { ...BACKUPS, ...named } })])).toEqual(found);
  });

  it('has the base backups of the chart, unless the values leave it none', () => {
    const of = (backups: Json, more: Json = {}, cluster: Json = {}) =>
      release(cluster, { backups: { ...BACKUPS, ...backups }, ...more });
    const found = ['base-backup-missing spec.values.backups.scheduledBackups'];
    const none = { scheduledBackups: [] };
    for (const lacking of [none, { ...none, method: 'plugin' }, { ...none, enabled: 'false' }]) {
      expect(said([of(lacking)])).toEqual(found);
    }
    // Helm takes the value of the chart away.
    expect(said([of({ scheduledBackups: null })])).toEqual(found);
    const daily = { name: 'daily', schedule: '0 0 2 * * *', method: 'barmanObjectStore' };
    expect(said([of({ scheduledBackups: [daily] })])).toEqual([]);
    expect(said([of({ scheduledBackups: { daily } })])).toEqual([]);
    expect(said([of({ scheduledBackups: `\${SCHEDULES}` })])).toEqual([]);
    expect(said([of(none), schedule('barmanObjectStore')])).toEqual([]);
    expect(said([of(none, { mode: 'replica' })])).toEqual([]);
    const disposable = { annotations: { 'cnpg-gitops/disposable': 'filled from the warehouse every night' } };
    expect(said([of(none, {}, disposable)])).toEqual([]);
    const elsewhere = of(none);
    const spec = { ...elsewhere.spec, valuesFrom: [{ kind: 'Secret', name: 'a' }] };
    expect(said([{ ...elsewhere, spec }])).toEqual([]);
  });

  it('is right as the chart makes it by itself', () => {
    expect(said([helmRelease('cluster', { backups: BACKUPS })])).toEqual([]);
    expect(
      said([release({ instances: 3, storage: { size: '20Gi' }, walStorage: { enabled: true, size: '4Gi' } })]),
    ).toEqual([]);
  });
});

describe('nothing is said', () => {
  const wrong = { cluster: { instances: 1 }, backups: {} };
  const flux = (more: Json) => {
    const made = helmRelease('cluster', wrong);
    return { ...made, spec: { ...made.spec, ...more } };
  };

  it('of values that may be overridden, or patched', () => {
    expect(said([flux({})])).toHaveLength(2);
    expect(said([flux({ valuesFrom: [{ kind: 'Secret', name: 'a' }] })])).toEqual([]);
    expect(said([flux({ postRenderers: [{ kustomize: { patches: [] } }] })])).toEqual([]);
  });

  it('where Helm was asked: the Cluster itself is judged', () => {
    const cluster = {
      apiVersion: 'postgresql.cnpg.io/v1',
      kind: 'Cluster',
      metadata: { name: 'shop-db-cluster', namespace: 'shop' },
      spec: { instances: 1 },
    };
    expect(said([flux({}), cluster]).filter((each) => each.includes('values'))).toEqual([]);
  });

  it('of other charts', () => {
    expect(said([helmRelease('postgresql', wrong)])).toEqual([]);
  });
});

describe('the values of', () => {
  const wrong = { cluster: { instances: 1 }, backups: BACKUPS };
  const pdb = (path: string) => [`pdb-single-instance ${path}.cluster.enablePDB`];

  it('an Application, a HelmChart of K3s, a kustomization', () => {
    const source = (helm: Json) => ({
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Application',
      metadata: { name: 'shop', namespace: 'argocd' },
      spec: { project: 'p', destination: { namespace: 'shop' }, source: { chart: 'cluster', repoURL: 'x', helm } },
    });
    expect(said([source({ valuesObject: wrong })])).toEqual(pdb('spec.source.helm.valuesObject'));
    expect(said([source({ values: JSON.stringify(wrong) })])).toEqual(pdb('spec.source.helm.values'));
    expect(said([source({ valuesObject: wrong, valueFiles: ['a.yaml'] })])).toEqual([]);
    const k3s = {
      apiVersion: 'helm.cattle.io/v1',
      kind: 'HelmChart',
      metadata: { name: 'a', namespace: 'kube-system' },
    };
    const spec = { chart: 'cluster', targetNamespace: 'shop', valuesContent: JSON.stringify(wrong) };
    expect(said([{ ...k3s, spec }])).toEqual(pdb('spec.valuesContent'));
    const kustomization = (more: Json) => ({
      apiVersion: 'kustomize.config.k8s.io/v1beta1',
      kind: 'Kustomization',
      metadata: { name: 'a' },
      helmCharts: [{ name: 'cluster', releaseName: 'shop', valuesInline: wrong, ...more }],
    });
    expect(said([kustomization({})])).toEqual(pdb('helmCharts[0].valuesInline'));
    expect(said([kustomization({ valuesFile: 'a.yaml' })])).toEqual([]);
  });
});
