import { namespacedName } from '../../manifests/object/identity';
import { at, namespaceOf } from '../../manifests/object/manifest';
import type { FieldChange, Procedure } from '../engine/change';
import type { ClusterChange, ProcedureFinder } from '../engine/procedure';
import { besideSteps } from './beside';
import { formerClusters } from './former-clusters';
import { shrinksTo } from './sizes';

const VOLUME = /^spec\.(?:storage|walStorage|tablespaces)(?:[.[]|$)/;

/**
 * What only another Cluster can have: a smaller volume, no volume for WAL, a tablespace less; another name, another namespace.
 * @see https://cloudnative-pg.io/documentation/1.28/storage/#volume-expansion
 */
export const newCluster: ProcedureFinder = (given) => {
  const { object, before, change } = given;
  if (before === undefined) return moved(given);
  const refused = change.fields.filter((field) => VOLUME.test(field.path) && isReduction(field));
  if (refused.length === 0) return undefined;
  const paths = refused.map(({ path, after: size }) => (typeof size === 'string' ? `${path} ${size}` : `no ${path}`));
  return {
    object,
    reason: 'volumes are never made smaller or taken away: the data moves to a cluster that has others',
    steps: besideSteps(
      `this change is reverted; a new Cluster with another name, another serverName and ${paths.join(', ')}, in which the data fits, recovers from the archive of this one or copies it by pg_basebackup`,
    ),
  };
};

/** A volume or a tablespace that goes, or a smaller size. */
function isReduction(field: FieldChange): boolean {
  if (!field.path.endsWith('.size')) return field.after === null && field.impact === 'rejected';
  return shrinksTo(field) !== undefined;
}

const COPIES = ['pg_basebackup', 'initdb.import'];

function moved(given: ClusterChange): Procedure | undefined {
  const { object, after } = given;
  const place = namespaceOf(after);
  const removed = formerClusters(given);
  // A restore has a procedure of its own.
  if (removed.length === 0 || at(after, 'spec.bootstrap.recovery') !== undefined) return undefined;
  const isCopy = COPIES.some((method) => at(after, `spec.bootstrap.${method}`) !== undefined);
  const old = removed.map((each) => `Cluster ${namespacedName(each)}`).join(' or ');
  return {
    object,
    reason: `a Cluster keeps its name and namespace for life: this is another one${isCopy ? '' : ', and empty'}, while ${old} goes with its data`,
    steps: [
      ...(removed.some((each) => namespaceOf(each) === place) ? [] : [otherNamespace(place)]),
      ...besideSteps(
        `only the new Cluster, ${isCopy ? 'copied from the old one' : 'with bootstrap.recovery from the archive of the old one'}, with its own serverName; ${old} and its clients remain`,
      ),
    ],
  };
}

function otherNamespace(namespace: string): Procedure['steps'][number] {
  return {
    commit: `in namespace ${namespace}: an ObjectStore of the same location, and the Secrets that it, the cluster and its clients read`,
    wait: 'they exist',
  };
}
