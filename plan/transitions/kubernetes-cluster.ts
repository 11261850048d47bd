import { isSame } from '../../manifests/flux/flux';
import { Kind } from '../../manifests/object/kinds';
import { at, groupKindOf, type Manifest, record, text } from '../../manifests/object/manifest';
import { clustersAppliedBy } from '../engine/applied-clusters';
import { namesOf } from '../engine/object-names';
import type { Transition } from '../engine/transition';

const ENGINES: readonly string[] = [Kind.APPLICATION, Kind.FLUX_KUSTOMIZATION];

/** Another Kubernetes cluster for what is applied: nobody moves a database, and nobody prunes what is on the old one. */
export const kubernetesCluster: Transition = {
  kinds: [Kind.APPLICATION, Kind.FLUX_KUSTOMIZATION, Kind.HELM_RELEASE],
  paths: ['spec.destination.server', 'spec.destination.name', 'spec.kubeConfig'],
  judge(_, { after: manifest, objects, namespace, name }) {
    const kind = groupKindOf(manifest);
    const [before, after] = [objects.before, objects.after].map((index) => index.get(kind, namespace, name));
    if (before === undefined || after === undefined) return undefined;
    const clusters = clustersAppliedBy(before, objects.before);
    if (clusters.length === 0) return undefined;
    const [from, to] = [placeOf(before), placeOf(after)];
    if (from.place === to.place) return { impact: 'none', reason: `it is ${from.place}, as before` };
    const names = namesOf(clusters);
    const moved = `${names} is made on ${to.place} as another, empty database; what is on ${from.place} stays there with its data, and nothing in git changes, prunes or restores it any more`;
    // A database of what it applies in turn goes where that says.
    const isOwn = (cluster: Manifest) => {
      const by = objects.before.applierOf(cluster)?.manifest;
      return by === undefined || isSame(by, before) || !ENGINES.includes(groupKindOf(by));
    };
    if (!clusters.some(isOwn)) {
      const reason = `what applies ${names} is made on ${to.place} from now on: whether an engine follows it there could not be seen`;
      return { impact: 'unknown', reason };
    }
    // One of them is an address, and the other one what Argo CD calls an address.
    const isOpen = from.by !== to.by && from.by !== 'itself' && to.by !== 'itself';
    return isOpen
      ? { impact: 'unknown', reason: `unless these are one Kubernetes cluster: ${moved}` }
      : { impact: 'replace', reason: moved };
  },
};

const ITSELF = { place: 'its own Kubernetes cluster', by: 'itself' } as const;

/** Which Kubernetes cluster it is, and how that is told. */
function placeOf(applier: Manifest): { readonly place: string; readonly by: 'itself' | 'server' | 'name' } {
  if (groupKindOf(applier) !== Kind.APPLICATION) {
    const { secretRef, configMapRef } = record(at(applier, 'spec.kubeConfig'));
    if (secretRef === undefined && configMapRef === undefined) return ITSELF;
    const [kind, reference] = secretRef === undefined ? ['ConfigMap', configMapRef] : ['Secret', secretRef];
    return { place: `the Kubernetes cluster of ${kind} ${record(reference).name}`, by: 'name' };
  }
  const { server, name } = record(at(applier, 'spec.destination'));
  const [address, title] = [text(server)?.replace(/\/$/, '') || undefined, text(name) || undefined];
  if (address === 'https://kubernetes.default.svc' || (address === undefined && title === 'in-cluster')) return ITSELF;
  return address === undefined
    ? { place: `Kubernetes cluster ${title}`, by: 'name' }
    : { place: `Kubernetes cluster ${address}`, by: 'server' };
}
