import type { GroupKind } from '../../manifests/object/manifest';
import { groupBy } from '../../values/collections/group-by';
import type { Transition } from '../engine/transition';
import { archive } from './archive';
import { bootstrap } from './bootstrap';
import { catalog } from './catalog';
import { dashboards } from './dashboards';
import { database } from './database-objects';
import { extensionImages } from './extension-images';
import { image } from './image';
import { immutable } from './immutable';
import { instances } from './instances';
import { kubernetesCluster } from './kubernetes-cluster';
import { libraries } from './libraries';
import { managed } from './managed';
import { networkPolicy } from './network-policy';
import { operator } from './operator';
import { parameters } from './parameters';
import { plainClients } from './plain-clients';
import { pooler } from './pooler-instances';
import { protection } from './protection';
import { readByCluster } from './read-by-cluster';
import { artifact, kustomizationFields, releaseValues, releaseValuesFile } from './release-values';
import { replica } from './replica';
import { retention } from './retention';
import { anotherSource, applicationRevision, repositoryRevision } from './revision';
import { roleLogin } from './role-login';
import { rotation } from './rotation';
import { schedule } from './schedule';
import { secretContent } from './secret-content';
import { serverName } from './server-name';
import { sidecar } from './sidecar';
import { slots } from './slots';
import { storage } from './storage';
import { strategy } from './strategy';
import { suspension } from './suspension';
import { switchedOff } from './switched-off';
import { synchronous } from './synchronous';

const TRANSITIONS: readonly Transition[] = [
  archive,
  bootstrap,
  catalog,
  dashboards,
  database,
  image,
  immutable,
  instances,
  libraries,
  // After the libraries, which may not start.
  extensionImages,
  managed,
  networkPolicy,
  operator,
  parameters,
  plainClients,
  pooler,
  protection,
  readByCluster,
  replica,
  retention,
  roleLogin,
  // After the rotation, which makes another password whatever changed.
  rotation,
  secretContent,
  schedule,
  serverName,
  sidecar,
  slots,
  storage,
  strategy,
  switchedOff,
  synchronous,
  kubernetesCluster,
  repositoryRevision,
  applicationRevision,
  anotherSource,
  suspension,
  // After the operator, which is installed by a chart too.
  artifact,
  releaseValues,
  releaseValuesFile,
  kustomizationFields,
];

const byKind = groupBy(
  TRANSITIONS.flatMap((transition) => transition.kinds.map((kind) => ({ kind, transition }))),
  ({ kind }) => kind,
);

export function transitionsOf(kind: GroupKind): readonly Transition[] {
  return (byKind.get(kind) ?? []).map(({ transition }) => transition);
}
