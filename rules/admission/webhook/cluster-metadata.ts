import { show } from '../../../manifests/object/json';
import { list } from '../../../manifests/object/manifest';
import { HIBERNATION_ANNOTATION, POD_PATCH_ANNOTATION } from '../../../values/cnpg/cnpg-metadata';
import { nameFits } from '../server/metadata-stage';
import type { ClusterView } from './cluster-view';
import { parseJsonPatch } from './json-patch';
import { pingerOf } from './liveness-pinger';
import { podPatchProblem } from './pod-patch';
import type { ClusterRule } from './webhook-rule';

const LABEL = /^[a-z]([-a-z0-9]*[a-z0-9])?$/;
const LONGEST_LABEL = 63;
const LONGEST = 50;
const POD_PATCH_PATH = `metadata.annotations.${POD_PATCH_ANNOTATION}`;

/** The operations of the patch for the pods; undefined if there is none, or if it cannot be read. */
function podPatchOf(cluster: ClusterView): readonly unknown[] | undefined {
  const value = cluster.annotation(POD_PATCH_ANNOTATION);
  return value === undefined || parseJsonPatch(value) !== undefined ? undefined : list(JSON.parse(value));
}

/** Name and annotations. */
export const metadataRules: readonly ClusterRule[] = [
  {
    id: 'cluster-name-label',
    says: 'The name of a cluster is a DNS label',
    on: 'both',
    check(cluster, tell) {
      if (nameFits(cluster.object, (name) => name.length <= LONGEST_LABEL && LABEL.test(name))) return;
      const message = `${show(cluster.name)} is not a DNS label, and Services are named after the cluster`;
      tell('metadata.name', message, 'use lower-case letters, digits and hyphens, starting with a letter');
    },
  },
  {
    id: 'cluster-name-length',
    says: 'The name of a cluster has at most 50 characters',
    on: 'both',
    check(cluster, tell) {
      if (nameFits(cluster.object, (name) => name.length <= LONGEST)) return;
      tell('metadata.name', `has ${cluster.name.length} characters, allowed: ${LONGEST}`, 'shorten the name');
    },
  },
  {
    id: 'cluster-hibernation',
    says: 'The annotation for hibernation is on or off',
    on: 'both',
    check(cluster, tell) {
      const value = cluster.annotation(HIBERNATION_ANNOTATION);
      if (value === undefined || value === 'on' || value === 'off') return;
      tell('metadata.annotations.cnpg.io/hibernation', `${show(value)} is neither on nor off`, 'write "on" or "off"');
    },
  },
  {
    id: 'cluster-pod-patch',
    says: 'The annotation with a patch for the pods is a JSON patch',
    on: 'both',
    check(cluster, tell) {
      const value = cluster.annotation(POD_PATCH_ANNOTATION);
      const problem = value === undefined ? undefined : parseJsonPatch(value);
      if (problem === undefined) return;
      tell(POD_PATCH_PATH, problem, 'write a list of operations as in RFC 6902');
    },
  },
  {
    id: 'cluster-pod-patch-target',
    says: 'The patch for the pods needs no field that the pod of the operator lacks',
    on: 'both',
    check(cluster, tell) {
      const problem = podPatchProblem(podPatchOf(cluster) ?? []);
      if (problem?.isRefused) tell(POD_PATCH_PATH, problem.message, problem.fix);
    },
  },
  {
    id: 'cluster-pod-patch-applies',
    says: 'The patch for the pods applies to the pod of the operator',
    on: 'both',
    severity: 'info',
    check(cluster, tell) {
      const operations = podPatchOf(cluster);
      if (operations === undefined || podPatchProblem(operations)?.isRefused) return;
      const message =
        'is refused if it does not apply to the pod that the operator creates, which only the operator can check';
      tell(POD_PATCH_PATH, message, 'test it in a cluster, with kubectl apply --dry-run=server');
    },
  },
  {
    id: 'cluster-liveness-pinger',
    says: 'The annotation for the liveness pinger is JSON with enabled',
    on: 'both',
    check(cluster, tell) {
      const name = 'alpha.cnpg.io/livenessPinger';
      const value = cluster.annotation(name);
      const problem = value === undefined ? undefined : pingerOf(value);
      if (typeof problem !== 'string') return;
      tell(
        `metadata.annotations.${name}`,
        problem,
        'use spec.probes.liveness.isolationCheck, or write {"enabled": true}',
      );
    },
  },
];
