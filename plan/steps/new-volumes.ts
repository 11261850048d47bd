import { isHibernated } from '../../manifests/cnpg/cluster-traits';
import { at, type Manifest } from '../../manifests/object/manifest';
import type { FieldChange } from '../engine/change';
import type { ProcedureFinder } from '../engine/procedure';
import { growsTo } from './sizes';
import { rolls, sectionsOf } from './storage-first';

const CLASS = /^spec\.(?:storage|walStorage|tablespaces\[[^\]]*\]\.storage)\.(?:storageClass|pvcTemplate)(?:\.|$)/;

/**
 * Another storage class, or a size that volumes in use cannot grow to: only new instances have it, so they take the place of the old ones.
 * @see https://cloudnative-pg.io/documentation/1.28/storage/#re-creating-storage
 */
export const newVolumes: ProcedureFinder = ({ object, before, after, change }) => {
  if (before === undefined || isHibernated(after)) return undefined;
  const ignored = change.fields.filter(({ impact }) => impact === 'ignored');
  const moved = ignored.filter((field) => CLASS.test(field.path) || growsTo(field) !== undefined);
  if (moved.length === 0) return undefined;
  const { name, namespace = 'default' } = after.metadata;
  const [old, declared] = [instancesOf(before), instancesOf(after)];
  // One more is the first of these commits already.
  const count = declared === old + 1 ? old : declared;
  const rest = change.fields.filter(rolls);
  const olds = old === 1 ? 'the old instance' : `each of the ${old} old instances, one after another`;
  return {
    object,
    reason: 'volumes in use stay as they are: only instances that are made from now on have what changes here',
    steps: [
      {
        commit: `only ${moved.map(shown).join(', ')}${notInUse(moved, after)}, and instances: ${count + 1}`,
        wait: 'the new replica streams, and its PersistentVolumeClaims are as declared',
      },
      {
        commit: `no commit: kubectl cnpg promote ${name} with the new replica, in namespace ${namespace}`,
        wait: 'the cluster is healthy, and its clients have connected again',
      },
      {
        commit: `no commit: kubectl cnpg destroy ${name} with ${olds}`,
        wait: 'after each one, the replica that is made in its place streams, and the cluster is healthy',
      },
      { commit: `instances: ${count}`, wait: 'the newest replica and its volumes are gone' },
      ...(rest.length === 0
        ? []
        : [
            {
              commit: `the rest: ${sectionsOf(rest)}`,
              wait: 'all instances are recreated and the cluster is healthy',
            },
          ]),
    ],
  };
};

/** Otherwise the operator goes on trying to grow the old volumes, and the API server refusing. */
function notInUse(moved: readonly FieldChange[], cluster: Manifest): string {
  const grown = moved.filter((field) => growsTo(field) !== undefined);
  const isOff = grown.every(({ path }) => at(cluster, path.replace(/size$/, 'resizeInUseVolumes')) === false);
  return isOff ? '' : ' with resizeInUseVolumes: false';
}

function instancesOf(cluster: Manifest): number {
  return Number(at(cluster, 'spec.instances') ?? 1);
}

function shown({ path, after }: FieldChange): string {
  return typeof after === 'string' ? `${path} ${after}` : path;
}
