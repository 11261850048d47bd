import { storeReferences } from '../../manifests/cnpg/plugins';
import { manifestName } from '../../manifests/object/identity';
import { Kind } from '../../manifests/object/kinds';
import { namespaceOf } from '../../manifests/object/manifest';
import type { Index } from '../../manifests/object/object-index';
import type { Change, Procedure } from '../engine/change';
import type { ProcedureFinder } from '../engine/procedure';

const OF_CLUSTER =
  /^spec\.(?:plugins\[[^\]]*\]\.parameters\.(?:barmanObjectName|serverName)|backup\.barmanObjectStore\.(?:destinationPath|serverName|endpointURL))$/;
const OF_STORE = /^spec\.configuration\.(?:destinationPath|endpointURL)$/;
const REASON =
  'nothing can be restored from a new archive before its first base backup, nor anything older from then on; until the old one has expired both must be within reach';

/** A Cluster that archives to another bucket, path or server name. */
export const anotherArchive: ProcedureFinder = ({ object, before, change }) => {
  const moved = change.fields.filter(({ path, impact }) => OF_CLUSTER.test(path) && impact === 'replace');
  // Where bootstrap changes too, it is a restore or a rebuild.
  if (before === undefined || moved.length === 0) return undefined;
  if (change.fields.some(({ path }) => path.startsWith('spec.bootstrap.recovery'))) return undefined;
  const values = moved.map(({ path, after }) => `${path.split('.').at(-1)} ${after}`).join(', ');
  const isStore = moved.some(({ path }) => path.endsWith('.barmanObjectName'));
  return {
    object,
    reason: REASON,
    steps: [
      ...(isStore ? [newStore('the new ObjectStore')] : []),
      ...moveSteps(`in the Cluster: ${values}`),
      oldGoes(isStore ? 'the old ObjectStore' : 'the files of the old archive'),
    ],
  };
};

/** An ObjectStore that leads to another bucket or path: all its clusters would leave their archives at once. */
export function movedStore(change: Change, objects: { readonly after: Index }): Procedure | undefined {
  const moved = change.fields.filter(({ path, impact }) => OF_STORE.test(path) && impact === 'replace');
  const namespace = change.namespace ?? 'default';
  const users = objects.after
    .all(Kind.CLUSTER)
    .filter((cluster) => namespaceOf(cluster) === namespace)
    .filter((cluster) => storeReferences(cluster).some(({ store }) => store === change.name));
  if (moved.length === 0 || users.length === 0) return undefined;
  const values = moved.map(({ path, after }) => `${path.split('.').at(-1)} ${after}`).join(', ');
  return {
    object: `ObjectStore ${namespace}/${change.name}`,
    reason: `${REASON}, but this ObjectStore no longer leads to it`,
    steps: [
      newStore(`${change.name} as it was, and a second ObjectStore with ${values}`),
      ...moveSteps(`barmanObjectName of the second one in ${users.map(manifestName).join(', ')}`),
      oldGoes(`ObjectStore ${change.name}`),
    ],
  };
}

type Step = Procedure['steps'][number];

function newStore(what: string): Step {
  return { commit: `${what}, with its credentials, which nothing uses yet`, wait: 'it exists, and its Secret, too' };
}

function moveSteps(what: string): Step[] {
  return [
    { commit: what, wait: 'the condition ContinuousArchiving is True, and a file of WAL is in the new archive' },
    {
      commit: 'a Backup at once: kubectl cnpg backup, or a ScheduledBackup with immediate: true',
      wait: 'it is completed: before that nothing from now on can be restored',
    },
  ];
}

function oldGoes(what: string): Step {
  return {
    commit: `${what}: removed, with an acknowledgement of exactly that in the source`,
    wait: 'only when the recovery window has passed since the first base backup in the new archive: until then recoveries to earlier read the old one. Retention no longer deletes there, so the files are deleted by hand',
  };
}
