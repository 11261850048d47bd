import { Kind } from '../../manifests/object/kinds';
import { at, list, type Manifest, record, text } from '../../manifests/object/manifest';
import type { Index } from '../../manifests/object/object-index';
import { VALIDATION_ANNOTATION } from '../../values/cnpg/cnpg-metadata';
import { Quantity } from '../../values/kubernetes/quantity';
import { attempt } from '../../values/text/invalid-value';
import type { Verdict } from '../engine/change';
import { type FieldPath, isAt } from '../engine/path';
import type { Transition, TransitionContext } from '../engine/transition';

/** Volumes that are added, removed, grown or shrunk. */
export const storage: Transition = {
  kinds: [Kind.CLUSTER, 'PersistentVolumeClaim'],
  paths: ['spec.storage', 'spec.walStorage', 'spec.tablespaces', 'spec.resources.requests.storage'],
  judge({ path, before, after }, context) {
    if (path.at(-1) === 'size' || path[1] === 'resources') return resized(before, after, path, context);
    if (isAt(path, 'spec.walStorage')) return wholeVolume(before, 'a volume for WAL', 'WAL moves there');
    if (isAt(path, 'spec.tablespaces') || isAt(path, 'spec.tablespaces.[]'))
      return wholeVolume(before, 'a tablespace', 'nothing moves there automatically');
    return undefined;
  },
};

function wholeVolume(before: unknown, what: string, content: string): Verdict {
  if (before === undefined) {
    const reason = `${what} is added to each instance: all pods are recreated with it, and ${content}`;
    return { impact: 'rolling-update', reason };
  }
  return { impact: 'rejected', reason: `${what} cannot be removed; move to a new cluster without it` };
}

function isValidated({ metadata }: Manifest): boolean {
  return text(metadata.annotations?.[VALIDATION_ANNOTATION]) !== 'disabled';
}

function resized(
  before: unknown,
  after: unknown,
  path: FieldPath,
  { after: manifest, objects }: TransitionContext,
): Verdict | undefined {
  const [from, to] = [before, after].map((size) => attempt(() => Quantity.parse(String(size))));
  if (from === undefined || to === undefined) return undefined;
  if (to.compareTo(from) < 0) {
    if (!isValidated(manifest)) return { impact: 'ignored', reason: `volumes never shrink: they remain at ${from}` };
    return { impact: 'rejected', reason: `volumes never shrink, but this changes from ${from} to ${to}; keep ${from}` };
  }
  const volume = volumeAt(path, manifest);
  if (at(volume, 'resizeInUseVolumes') === false) {
    const reason = `volumes in use remain at ${from} (resizeInUseVolumes: false); only new ones have ${to}. Delete the replicas one by one with their volumes, and switch over`;
    return { impact: 'ignored', reason };
  }
  const storageClass = storageClassOf(volume, objects.after);
  if (storageClass === undefined) {
    const reason = `grows from ${from} to ${to} in place, if the storage class supports expansion; it can never shrink again`;
    return { impact: 'none', reason };
  }
  const { name } = storageClass.metadata;
  if (storageClass.allowVolumeExpansion !== true) {
    const reason = `StorageClass ${name} has no allowVolumeExpansion: the API server refuses to grow its volumes, so they remain at ${from}, and only new ones have ${to}. Allow it, if its driver can expand volumes; or keep ${from}`;
    return { impact: 'ignored', reason };
  }
  const reason = `grows from ${from} to ${to} in place, which StorageClass ${name} allows; it can never shrink again`;
  return { impact: 'none', reason };
}

/** Where a size stands: the storage of a Cluster, of its WAL or of a tablespace, or the spec of a PersistentVolumeClaim. */
function volumeAt([, field, entry]: FieldPath, manifest: Manifest): unknown {
  if (field === 'resources') return manifest.spec;
  if (field !== 'tablespaces') return at(manifest, `spec.${field}`);
  const name = typeof entry === 'object' ? entry.entry.name : undefined;
  return at(
    list(at(manifest, 'spec.tablespaces')).find((tablespace) => record(tablespace).name === name),
    'storage',
  );
}

const DEFAULT_CLASS = 'storageclass.kubernetes.io/is-default-class';

/** The StorageClass of a volume, if it is among the objects: the named one, or else the default one. */
function storageClassOf(volume: unknown, objects: Index): Manifest | undefined {
  const { storageClass, storageClassName = at(volume, 'pvcTemplate.storageClassName') } = record(volume);
  const name = text(storageClass) ?? text(storageClassName);
  return objects
    .all('storage.k8s.io/StorageClass')
    .find(({ metadata }) =>
      name === undefined ? metadata.annotations?.[DEFAULT_CLASS] === 'true' : metadata.name === name,
    );
}
