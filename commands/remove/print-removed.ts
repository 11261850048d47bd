import type { Application } from '../../constructs/index';
import { Kind } from '../../manifests/object/kinds';
import { at, groupKindOf, type Manifest, text } from '../../manifests/object/manifest';
import { manifestsOf } from '../applications/application-tree';

/** What is left to be done, in its order: first what would make it again, then what uses it, then the databases. */
export function printRemoved(
  application: Application,
  manifests: readonly Manifest[],
  all: readonly Application[],
): string {
  const { name, platform } = application;
  const others = all.filter((each) => each !== application && each.platform?.name === platform?.name);
  const around = others.flatMap(manifestsOf);
  const appliers = around.filter((manifest) => pathOf(manifest).startsWith(`dist/${name}/`));
  const projects = around.filter(
    ({ kind, metadata }) => kind === 'AppProject' && appliers.some((each) => each.metadata.name === metadata.name),
  );
  const own = new Set(manifests.flatMap(({ metadata: { namespace } }) => namespace ?? []));
  const namespaces = [...own].filter((namespace) => !shared(namespace, others, application));
  const workloads = manifests.filter((manifest) => groupKindOf(manifest) === Kind.DEPLOYMENT);
  const clusters = manifests.filter((manifest) => groupKindOf(manifest) === Kind.CLUSTER);
  return [
    `apps/${name} and dist/${name} are removed, and ${name} is no longer registered in apps/index.ts.`,
    '',
    platform?.gitops === 'flux'
      ? 'When this is merged, Flux deletes what is not protected, such as an API; the databases stay. Next:'
      : 'Nothing stops when this is merged: Argo CD prunes nothing of it. Next:',
    '  npm run -s plan',
    `  git add apps dist lineage.lock.json && git commit -m "Remove ${name}"`,
    '',
    'By hand in the Kubernetes cluster, once that is applied, in this order (docs/removal.md has why):',
    ...[...appliers, ...projects, ...workloads, ...clusters].map((each) => `  ${deleteLine(each)}`),
    ...namespaces.map((namespace) => `  kubectl delete namespace ${namespace}`),
    '',
    'The bucket keeps its base backups and WAL. With the Cluster go its volumes, unless their storage class retains them.',
    '',
  ].join('\n');
}

/** What an Application or a Kustomization applies. */
function pathOf(manifest: Manifest): string {
  const path = text(at(manifest, 'spec.source.path')) ?? text(at(manifest, 'spec.path')) ?? '';
  return `${path.replace(/^\.\//, '')}/`;
}

function shared(namespace: string, others: readonly Application[], { platform }: Application): boolean {
  return others
    .filter(({ name }) => name !== platform?.name)
    .flatMap(manifestsOf)
    .some(({ metadata }) => metadata.namespace === namespace);
}

function deleteLine(manifest: Manifest): string {
  const { name, namespace } = manifest.metadata;
  const [group = '', kind = ''] = groupKindOf(manifest).split('/');
  return `kubectl delete ${kind.toLowerCase()}s.${group} ${name} -n ${namespace} --ignore-not-found`;
}
