import { manifestsOf } from '../../../../commands/applications/application-tree';
import { type Application, targetOf } from '../../../../constructs/index';
import { imageOf } from '../../../../manifests/cnpg/cluster-image';
import { at, isKustomization, type Manifest, record, text } from '../../../../manifests/object/manifest';
import { Index } from '../../../../manifests/object/object-index';
import { complete } from '../../../../rules/admission';
import { mergePatch } from '../../drill/support/merge-patch';
import { fitting } from '../../status/support/fitting-cluster';

export const NOW = new Date('2026-11-21T13:00:00Z');
const MONTHS_AGO = '2026-06-01T00:00:00Z';

/** Patches of live objects by `Kind name`; null removes one. */
export type Patches = Readonly<Record<string, Readonly<Record<string, unknown>> | null>>;

const rendered = new Map<Application, readonly Manifest[]>();

/** What a Kubernetes cluster has in which an application runs as declared, but for patches. */
export async function running(application: Application, patches: Patches = {}): Promise<Manifest[]> {
  const all = rendered.get(application) ?? (await asDeclared(application));
  rendered.set(application, all);
  return all.flatMap((object) => {
    const patch = patches[`${object.kind} ${object.metadata.name}`];
    if (patch === null) return [];
    return patch === undefined ? [object] : [mergePatch(object, patch) as Manifest];
  });
}

async function asDeclared(application: Application): Promise<Manifest[]> {
  const target = targetOf(application);
  const declared = manifestsOf(application).filter((manifest) => !isKustomization(manifest));
  const index = new Index(declared);
  const objects = declared.map((manifest) => {
    const live = complete(manifest, target);
    const metadata = { ...live.metadata, creationTimestamp: MONTHS_AGO, generation: 1 };
    return { ...live, metadata, ...statusOf(live, index) };
  });
  const operators: Manifest[] = [];
  if (application.platform !== undefined) {
    const fit = fitting(application.platform.name, [application], {});
    for (const namespace of ['cnpg-system', 'cert-manager', 'external-secrets'])
      operators.push(...(await fit.list('apps/v1', 'Deployment', namespace)));
  }
  return [...objects, ...objects.flatMap((each) => around(each, index)), ...operators];
}

const CONDITION = { status: 'True', lastTransitionTime: '2026-11-01T00:00:00Z', reason: 'Fine', message: 'well' };

function statusOf(manifest: Manifest, index: Index): { readonly status?: Readonly<Record<string, unknown>> } {
  const { kind, spec, metadata } = manifest;
  const name = String(metadata.name);
  switch (kind) {
    case 'Cluster':
      return {
        status: {
          phase: 'Cluster in healthy state',
          readyInstances: at(spec, 'instances'),
          image: imageOf(manifest, index),
          currentPrimary: `${name}-1`,
          targetPrimary: `${name}-1`,
          conditions: ['Ready', 'ContinuousArchiving', 'LastBackupSucceeded'].map((type) => ({ ...CONDITION, type })),
          certificates: { expirations: { [`${name}-ca`]: '2027-02-19 13:00:00 +0000 UTC' } },
        },
      };
    case 'ObjectStore': {
      const window = { firstRecoverabilityPoint: MONTHS_AGO, lastSuccessfulBackupTime: '2026-11-21T02:20:00Z' };
      const servers = index.all('postgresql.cnpg.io/Cluster').map((cluster) => serverOf(cluster));
      return { status: { serverRecoveryWindow: Object.fromEntries(servers.map((server) => [server, window])) } };
    }
    case 'Certificate':
      return { status: { conditions: [{ ...CONDITION, type: 'Ready' }], renewalTime: '2026-12-24T00:00:00Z' } };
    default:
      return /^(?:Database|DatabaseRole|Publication|Subscription)$/.test(kind) ? { status: { applied: true } } : {};
  }
}

function serverOf(cluster: Manifest): string {
  return text(at(cluster, 'spec.plugins.0.parameters.serverName')) ?? String(cluster.metadata.name);
}

/** What the operator makes. */
function around(manifest: Manifest, index: Index): Manifest[] {
  const { kind, spec, metadata } = manifest;
  const name = String(metadata.name);
  const { namespace } = metadata;
  const count = Number(at(spec, 'instances'));
  if (kind === 'Pooler') {
    const deployment = { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name, namespace } };
    return [{ ...deployment, spec: {}, status: { readyReplicas: count } }];
  }
  if (kind !== 'Cluster') return [];
  const names = Array.from({ length: count }, (_, i) => `${name}-${i + 1}`);
  const { number, failoverQuorum } = record(at(spec, 'postgresql.synchronous'));
  const labels = { 'cnpg.io/cluster': name, 'cnpg.io/podRole': 'instance' };
  const containers = [{ name: 'postgres', image: imageOf(manifest, index) }];
  const pods = names.map((pod) => ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: pod, namespace, labels },
    spec: { containers },
  }));
  if (failoverQuorum !== true) return pods;
  const status = { method: 'ANY', standbyNumber: number, standbyNames: names.slice(1), primary: names[0] };
  return [
    ...pods,
    { apiVersion: 'postgresql.cnpg.io/v1', kind: 'FailoverQuorum', metadata: { name, namespace }, status },
  ];
}
