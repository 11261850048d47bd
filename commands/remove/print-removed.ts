import type { Application } from '../../constructs/index';
import { Kind } from '../../manifests/object/kinds';
import { at, groupKindOf, isKustomization, type Manifest, text } from '../../manifests/object/manifest';
import { groupBy } from '../../values/collections/group-by';
import { manifestsOf } from '../applications/application-tree';
import { reservedNamespace } from '../applications/reserved-namespace';

/** What is left to be done, in its order: first what would make it again, then what uses it, then the databases, then what is around them. */
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
  const objects = manifests.filter((manifest) => !isKustomization(manifest));
  const [placed, wide] = [true, false].map((isPlaced) =>
    objects.filter(({ metadata }) => (metadata.namespace !== undefined) === isPlaced),
  ) as [Manifest[], Manifest[]];
  const first = [Kind.DEPLOYMENT, Kind.CLUSTER].flatMap((kind) => placed.filter((each) => groupKindOf(each) === kind));
  const rest = placed.filter((manifest) => !first.includes(manifest));
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
    ...[...appliers, ...projects, ...first].map((each) => `  ${deleteLine([each])}`),
    ...[...groupBy(rest, placeOf).values()].map((each) => `  ${deleteLine(each)}`),
    ...[...new Set(placed.map(({ metadata }) => metadata.namespace ?? ''))].flatMap((namespace) =>
      lastStep(namespace, stays(namespace, application, others)),
    ),
    ...wide.map(
      (each) =>
        `${each.kind} ${each.metadata.name} stays: it is in no namespace, and others may use it. Where nobody does: ${deleteLine([each])}`,
    ),
    '',
    'The bucket keeps its base backups and WAL. With the Cluster go its volumes, unless their storage class retains them.',
    '',
  ].join('\n');
}

/** A namespace goes with everything in it, and git does not know what others have made there: somebody has to look. */
function lastStep(namespace: string, reason: string | undefined): string[] {
  if (reason !== undefined) return [`Namespace ${namespace} stays: it ${reason}.`];
  return [
    `With namespace ${namespace} goes whatever others have made in it, too. Only if this shows nothing of others:`,
    `  kubectl get "$(kubectl api-resources --namespaced --verbs=list -o name | paste -sd, -)" -n ${namespace}`,
    `  kubectl delete namespace ${namespace}`,
  ];
}

/** What an Application or a Kustomization applies. */
function pathOf(manifest: Manifest): string {
  const path = text(at(manifest, 'spec.source.path')) ?? text(at(manifest, 'spec.path')) ?? '';
  return `${path.replace(/^\.\//, '')}/`;
}

/** Why a namespace is certainly not this application's alone, as the end of a sentence. */
function stays(namespace: string, { platform }: Application, others: readonly Application[]): string | undefined {
  const beside = others
    .filter(({ name }) => name !== platform?.name)
    .find((each) => manifestsOf(each).some(({ metadata }) => metadata.namespace === namespace));
  return beside ? `is that of ${beside.name}, too` : reservedNamespace(namespace, platform, others);
}

function placeOf(manifest: Manifest): string {
  return `${resourceOf(manifest)} ${manifest.metadata.namespace}`;
}

/** Objects of one kind in one namespace. */
function deleteLine(objects: readonly Manifest[]): string {
  const [first] = objects;
  if (first === undefined) return '';
  const { namespace } = first.metadata;
  const names = objects.map(({ metadata }) => metadata.name).join(' ');
  return `kubectl delete ${resourceOf(first)} ${names}${namespace ? ` -n ${namespace}` : ''} --ignore-not-found`;
}

/** As kubectl calls a kind: `networkpolicies.networking.k8s.io`. */
function resourceOf(manifest: Manifest): string {
  const [kind = '', group] = groupKindOf(manifest).split('/').reverse();
  const word = kind.toLowerCase();
  const plural = word.endsWith('y') ? `${word.slice(0, -1)}ies` : `${word}${/(s|x|ch)$/.test(word) ? 'es' : 's'}`;
  return group ? `${plural}.${group}` : plural;
}
