import { describe, expect, it } from 'vitest';
import { at } from '../../manifests/object/manifest';
import { Built, DENY, named, placed, type Statement, SYNC } from './support/applications';
import { EXAMPLES } from './support/examples';

const PLATFORMS = ['k3s', 'aws'] as const;
const [k3s, aws] = PLATFORMS.map((name) => new Built(named(EXAMPLES, name))) as [Built, Built];
const both = [k3s, aws];
const WAVE = 'metadata.annotations.argocd~argoproj~io/sync-wave';
const ENFORCE = 'spec.syncPolicy.managedNamespaceMetadata.labels.pod-security~kubernetes~io/enforce';
const DEGRADED = 'metadata.annotations.notifications~argoproj~io/subscribe~on-database-degraded~slack';
const CNPG = 'Application cnpg';
const PLUGIN = 'Application plugin-barman-cloud';
const CERTIFICATES = 'Application cert-manager';
const FOLDERS = [
  [k3s, 'parametric-portal-api'],
  [k3s, 'parametric-portal-database'],
  [aws, 'phoenix-guardian-api'],
  [aws, 'phoenix-guardian-database'],
] as const;

const STATEMENTS: readonly Statement[] = [
  ['CloudNativePG v1.28.0 via Helm chart v0.27.0', CNPG, 'spec.source.targetRevision', '0.27.0'],
  ['helm repo add cnpg', CNPG, 'spec.source.repoURL', 'https://cloudnative-pg.github.io/charts'],
  ['cnpg/cloudnative-pg', CNPG, 'spec.source.chart', 'cloudnative-pg'],
  ['helm upgrade --install cnpg', CNPG, 'spec.source.helm.releaseName', 'cnpg'],
  ['--namespace cnpg-system', CNPG, 'spec.destination.namespace', 'cnpg-system'],
  ['--create-namespace', CNPG, 'spec.syncPolicy.syncOptions', expect.arrayContaining(['CreateNamespace=true'])],
  ['Barman Cloud Plugin', PLUGIN, 'spec.source.chart', 'plugin-barman-cloud'],
  ['Barman Cloud Plugin, made for this operator', PLUGIN, 'spec.source.targetRevision', '0.5.0'],
  ['the plugin is where its operator is', PLUGIN, 'spec.destination.namespace', 'cnpg-system'],
  ['certificates for the plugin', CERTIFICATES, 'spec.source.targetRevision', 'v1.21.2'],
  ['certificates come first', CERTIFICATES, WAVE, '-30'],
  ['then what makes the passwords', 'Application external-secrets', WAVE, '-25'],
  ['then the operator', CNPG, WAVE, '-20'],
  ['then the plugin', PLUGIN, WAVE, '-15'],
  ['rotation', 'Application external-secrets', 'spec.source.targetRevision', '2.14.0'],
  ['a namespace of its own', 'Namespace parametric-portal', `metadata.annotations.${SYNC}`, DENY],
  ['namespaces come before what lives in them', 'Namespace parametric-portal', WAVE, '-3'],
  ['namespaces are in none', 'Namespace parametric-portal', 'metadata.namespace', undefined],
  ['nothing waits for the platform, whose health is that of all', 'Application platform', WAVE, undefined],
  ['the operators keep the restricted standard', CNPG, ENFORCE, 'restricted'],
  ['one of two says it for their namespace', PLUGIN, ENFORCE, undefined],
  ['people are told of databases', 'Application parametric-portal-database', DEGRADED, 'databases'],
  ['and not of the API', 'Application parametric-portal-api', DEGRADED, undefined],
];

it.each(STATEMENTS)('k3s: %s: %s %s', (_, object, path, value) => expect(k3s.value(object, path)).toEqual(value));

it('runs the newest operator and plugin where the record names none', () => {
  expect(aws.value(CNPG, 'spec.source.targetRevision')).toBe('0.29.0');
  expect(aws.value(PLUGIN, 'spec.source.targetRevision')).toBe('0.7.1');
});

it.each([
  ['cert-manager', 'prometheus.podmonitor.enabled'],
  ['external-secrets', 'serviceMonitor.enabled'],
  ['cnpg', 'monitoring.podMonitorEnabled'],
])('has %s scraped, whose metrics alerts read or people look at', (name, value) => {
  for (const built of both) {
    expect(built.value(`Application ${name}`, `spec.source.helm.valuesObject.${value}`)).toBe(true);
  }
});

it('is admitted', () => expect(both.flatMap(({ refused }) => refused)).toEqual([]));

describe.each(
  both.flatMap((built) =>
    built.placed.filter(({ manifest }) => manifest.kind === 'Application').map(({ manifest }) => ({ built, manifest })),
  ),
)('$built.application.name: $manifest.metadata.name', ({ built, manifest }) => {
  const project = built.object(`AppProject ${at(manifest, 'spec.project')}`);

  it('is applied server-side, heals and retries', () => {
    expect(at(manifest, 'spec.syncPolicy')).toMatchObject({
      automated: { selfHeal: true, allowEmpty: false },
      syncOptions: expect.arrayContaining(['ServerSideApply=true', 'FailOnSharedResource=true']),
      retry: { limit: 10, backoff: { duration: '15s', factor: 2, maxDuration: '5m' } },
    });
  });

  it('is pinned and cannot delete what it made', () => {
    expect(at(manifest, 'spec.source.targetRevision')).toMatch(/^(main|v?\d+\.\d+\.\d+)$/);
    expect(manifest.metadata.finalizers).toBeUndefined();
  });

  it('prunes an API only', () => {
    expect(at(manifest, 'spec.syncPolicy.automated.prune')).toBe(String(manifest.metadata.name).endsWith('-api'));
  });

  it('may do what it does', () => {
    expect(at(project, 'spec.sourceRepos')).toContain(at(manifest, 'spec.source.repoURL'));
    expect(at(project, 'spec.destinations')).toContainEqual(at(manifest, 'spec.destination'));
  });
});

it('applies every folder of dist/ by an application, and nothing else', () => {
  const paths = both
    .flatMap(({ placed }) => placed)
    .flatMap(({ manifest }) => {
      const path = manifest.kind === 'Application' ? at(manifest, 'spec.source.path') : undefined;
      const components = (at(manifest, 'spec.source.kustomize.components') ?? []) as string[];
      return path === undefined ? [] : [path, ...components.map((component) => `${path}/${component}`)];
    });
  const folders = EXAMPLES.flatMap((application) =>
    placed(application).map(({ file }) => file.replace(/\/[^/]+$/, '')),
  );
  expect([...paths].sort()).toEqual([...new Set(folders)].map((folder) => `dist/${folder}`).sort());
});

describe.each([
  [k3s, 'parametric-portal'],
  [aws, 'phoenix-guardian'],
])('the first kubectl apply -k dist/platforms/…', (built, application) => {
  const path = `platforms/${built.application.name}`;
  const names = (folder: string, kind = 'Application') =>
    built.placed
      .filter(
        ({ file, manifest }) =>
          file.startsWith(`${folder}/`) &&
          file.split('/').length === folder.split('/').length + 1 &&
          manifest.kind === kind,
      )
      .map(({ manifest }) => manifest.metadata.name);
  const own = [`${application}-api`, `${application}-database`];

  it('makes no Application of a database or an API: Argo CD would sync it before the plugin runs', () => {
    expect(names(path)).toEqual(['cert-manager', 'cnpg', 'external-secrets', 'platform', 'plugin-barman-cloud']);
    expect(built.value('Kustomization undefined', 'resources')).not.toContain('applications');
  });

  it('leaves them to the Application of the platform, after the wave of the plugin, and none of another platform', () => {
    expect(names(`${path}/applications`)).toEqual(own);
    expect(built.value('Component undefined', 'apiVersion')).toBe('kustomize.config.k8s.io/v1alpha1');
    expect(built.value('Application platform', 'spec.source.path')).toBe(`dist/${path}`);
    expect(built.value('Application platform', 'spec.source.kustomize.components')).toEqual(['applications']);
    for (const name of own) expect(built.value(`Application ${name}`, WAVE)).toBeUndefined();
    expect(Number(built.value(PLUGIN, WAVE))).toBeLessThan(0);
  });

  it('closes the operators once their namespace is there', () => {
    expect(names(path, 'NetworkPolicy')).toEqual([]);
    expect(names(`${path}/applications`, 'NetworkPolicy')).toEqual(['cnpg-operator', 'cnpg-plugin-barman-cloud']);
  });

  it('makes the namespace of its application alone', () => {
    expect(names(path, 'Namespace')).toEqual([application]);
  });
});

describe('operator and plugin survive the loss of a node', () => {
  const VALUES = 'spec.source.helm.valuesObject';
  const APART = `${VALUES}.affinity.podAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution`;

  it.each([
    [CNPG, 'cloudnative-pg'],
    [PLUGIN, 'plugin-barman-cloud'],
  ])('%s, two pods that never share a node or a zone', (application, chart) => {
    expect(aws.value(application, `${VALUES}.replicaCount`)).toBe(2);
    expect(aws.value(application, APART)).toEqual(
      ['kubernetes.io/hostname', 'topology.kubernetes.io/zone'].map((topologyKey) => ({
        topologyKey,
        labelSelector: { matchLabels: { 'app.kubernetes.io/name': chart } },
        matchLabelKeys: ['pod-template-hash'],
      })),
    );
    expect(aws.value(application, `${VALUES}.tolerations`)).toEqual(
      ['unreachable', 'not-ready'].map((taint) => ({
        key: `node.kubernetes.io/${taint}`,
        operator: 'Exists',
        effect: 'NoExecute',
        tolerationSeconds: 0,
      })),
    );
  });

  it('with both pods of the plugin serving', () => {
    expect(aws.value(PLUGIN, `${VALUES}.additionalArgs`)).toEqual(['--leader-elect=false']);
  });

  it.each([CNPG, PLUGIN])('%s, in one pod where there is one node', (application) => {
    expect(k3s.value(application, `${VALUES}.replicaCount`)).toBe(1);
    expect(k3s.value(application, `${VALUES}.affinity`)).toBeUndefined();
    expect(k3s.value(application, `${VALUES}.tolerations`)).toBeUndefined();
  });
});

describe.each(FOLDERS)('project %#', (built, name) => {
  const project = built.object(`AppProject ${name}`);
  const path = name.replace(/-(api|database)$/, '/$1/');
  const objects = EXAMPLES.flatMap(placed).filter(
    ({ file, manifest }) => file.startsWith(path) && manifest.kind !== 'Kustomization',
  );

  it('allows every kind of its folder, and none of the cluster', () => {
    const allowed = at(project, 'spec.namespaceResourceWhitelist') as { group: string; kind: string }[];
    const refused = objects.filter(({ manifest }) => {
      const group = manifest.apiVersion.includes('/') ? manifest.apiVersion.split('/')[0] : '';
      return !allowed.some((one) => one.group === group && ['*', manifest.kind].includes(one.kind));
    });
    expect(refused).toEqual([]);
    expect(objects.length).toBeGreaterThan(1);
    expect(at(project, 'spec.clusterResourceWhitelist')).toBeUndefined();
  });

  it('allows no kind that no folder of its sort holds', () => {
    const sort = name.replace(/^.*-/, '');
    const held = EXAMPLES.flatMap(placed)
      .filter(({ file }) => file.split('/')[1] === sort)
      .map(({ manifest: { apiVersion, kind } }) => [apiVersion.includes('/') ? apiVersion.split('/')[0] : '', kind]);
    const allowed = at(project, 'spec.namespaceResourceWhitelist') as { group: string; kind: string }[];
    const unused = allowed.filter(
      (one) => !held.some(([group, kind]) => group === one.group && ['*', kind].includes(one.kind)),
    );
    expect(unused).toEqual([]);
  });
});

it('may write of the whole cluster what operators need, and nothing else', () => {
  for (const built of both) {
    const kinds = at(built.object('AppProject platform'), 'spec.clusterResourceWhitelist') as { kind: string }[];
    expect(kinds.map(({ kind }) => kind)).toEqual([
      'Namespace',
      'MutatingWebhookConfiguration',
      'ValidatingWebhookConfiguration',
      'CustomResourceDefinition',
      'ClusterRole',
      'ClusterRoleBinding',
    ]);
  }
});

it('leaves namespaces to the platform: every other object names its own', () => {
  const others = EXAMPLES.filter(({ name }) => !PLATFORMS.some((each) => each === name)).flatMap(placed);
  const kinds = others.map(({ manifest }) => manifest.kind);
  expect(kinds).not.toContain('Namespace');
  for (const { manifest } of others) {
    if (manifest.kind !== 'Kustomization') expect(manifest.metadata.namespace).toBeDefined();
  }
});

it.each(both)(
  '$application.name can be applied by hand: what it uses is there, or in it',
  ({ placed, application }) => {
    const objects = placed
      .filter(({ file }) => !file.startsWith(`platforms/${application.name}/applications/`))
      .map(({ manifest }) => manifest)
      .filter(({ kind }) => !['Kustomization', 'Component'].includes(kind));
    const made = objects.flatMap(({ kind, metadata }) => (kind === 'Namespace' ? [metadata.name] : []));
    const used = new Set(objects.flatMap(({ metadata }) => metadata.namespace ?? []));
    expect([...used].filter((namespace) => !['argocd', ...made].includes(namespace))).toEqual([]);
  },
);

it('lists the files of every folder in its kustomization', () => {
  for (const application of EXAMPLES) {
    const { placed: all } = new Built(application);
    const kustomizations = all.filter(({ file }) => file.endsWith('/kustomization.yaml'));
    expect(kustomizations.length).toBeGreaterThan(0);
    for (const { file, manifest } of kustomizations) {
      const folder = file.replace(/[^/]+$/, '');
      const beside = all.map((one) => one.file).filter((one) => one.replace(/[^/]+$/, '') === folder && one !== file);
      expect(manifest.resources).toEqual([...new Set(beside)].map((one) => one.slice(folder.length)));
    }
  }
});
