import { DRILL_SCHEMA } from '../../constructs/drills/drill-pods';
import { DRILL_CLUSTER_ANNOTATION } from '../../manifests/drills/labels';
import { record } from '../../manifests/object/manifest';
import { DRILL_LABEL, PARTITION_LABEL } from '../../values/cnpg/drill';
import { DRILL_KINDS, type DrillKind, type KubePort, type ObjectRef } from '../kube/kube-port';
import type { DrillTarget } from './drill-run';

/** Remembers what a drill makes and marks: where the API server is away in the end, nobody else knows. */
export class Made {
  readonly #refs = new Map<string, ObjectRef>();

  /** The same port. Remembered is what was asked for, since an answer may be lost. */
  watching(kube: KubePort): KubePort {
    const remember = (ref: ObjectRef) => this.#refs.set(keyOf(ref), ref);
    return {
      ...kube,
      create: (manifest) => {
        const { name = '', namespace } = manifest.metadata;
        remember({ kind: manifest.kind as DrillKind, name, namespace });
        return kube.create(manifest);
      },
      patch: async (ref, patch, subresource) => {
        const isRelease = record(record(patch.metadata).labels)[DRILL_LABEL] === null;
        if (!isRelease && (ref.kind === 'Pod' || ref.kind === 'Node')) remember(ref);
        await kube.patch(ref, patch, subresource);
        if (isRelease) this.#refs.delete(keyOf(ref));
      },
      delete: async (ref) => {
        await kube.delete(ref);
        this.#refs.delete(keyOf(ref));
      },
    };
  }

  of(kind: DrillKind): readonly ObjectRef[] {
    return [...this.#refs.values()].filter((ref) => ref.kind === kind);
  }
}

function keyOf({ kind, name }: ObjectRef): string {
  return `${kind} ${name}`;
}

/** What a person types to remove an object, or to put it back. */
export function undoing(context: string, { kind, name, namespace }: ObjectRef): string {
  const kubectl = `kubectl --context ${context}`;
  const inNamespace = namespace === undefined ? '' : ` -n ${namespace}`;
  if (kind === 'Pod') {
    return `${kubectl} label pod ${name}${inNamespace} ${DRILL_LABEL}- ${PARTITION_LABEL}- && ${kubectl} annotate pod ${name}${inNamespace} ${DRILL_CLUSTER_ANNOTATION}-`;
  }
  if (kind === 'Node') {
    return `${kubectl} uncordon ${name} && ${kubectl} taint node ${name} node.kubernetes.io/out-of-service- ; ${kubectl} label node ${name} ${DRILL_LABEL}- && ${kubectl} annotate node ${name} ${DRILL_CLUSTER_ANNOTATION}-`;
  }
  const { apiVersion, plural } = DRILL_KINDS[kind];
  const [group] = apiVersion.includes('/') ? apiVersion.split('/') : [];
  return `${kubectl} delete ${[plural, group].filter(Boolean).join('.')} ${name}${inNamespace}`;
}

/** What a person types to drop the drill's tables. */
export function droppingSchema(context: string, { namespace, cluster, database }: DrillTarget): string {
  const kubectl = `kubectl --context ${context} -n ${namespace}`;
  const primary = `$(${kubectl} get clusters.postgresql.cnpg.io ${cluster} -o jsonpath='{.status.currentPrimary}')`;
  return `${kubectl} exec ${primary} -c postgres -- psql -d ${database} -c 'DROP SCHEMA IF EXISTS ${DRILL_SCHEMA} CASCADE'`;
}
