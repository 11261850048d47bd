import { instancesOf } from '../../manifests/cnpg/cluster-traits';
import { Kind } from '../../manifests/object/kinds';
import { at, list, type Manifest, namespaceOf, record, text, texts } from '../../manifests/object/manifest';
import { dependentsOf } from '../../manifests/object/references';
import { liveObject } from '../status/need';
import { compared, type Verified } from './comparison';
import type { SeenCluster } from './seen-cluster';

/** The kinds that the primary carries out by SQL, and says so in `status.applied`. */
const APPLIED = [Kind.DATABASE, Kind.DATABASE_ROLE, Kind.PUBLICATION, Kind.SUBSCRIPTION];

/** What belongs to a Cluster: what was carried out in the database, and poolers with all of their pods. */
export async function dependents(seen: SeenCluster): Promise<Verified[]> {
  const { declared, index, ask } = seen;
  const found: Verified[] = managedRoles(seen);
  const lives = (each: Manifest) =>
    liveObject(ask, each.apiVersion, each.kind, String(each.metadata.name), namespaceOf(each));
  for (const each of APPLIED.flatMap((kind) => dependentsOf(kind, declared, index)))
    found.push(applied(each, await lives(each)));
  for (const each of dependentsOf(Kind.POOLER, declared, index))
    found.push(pooler(each, await lives({ ...each, apiVersion: 'apps/v1', kind: 'Deployment' })));
  return found;
}

function applied({ kind, metadata }: Manifest, live: Manifest | undefined): Verified {
  const status = record(live?.status);
  const isOld = status.observedGeneration !== undefined && status.observedGeneration !== live?.metadata.generation;
  const said = text(status.message) ?? (isOld ? 'an older version' : `${status.applied ?? 'not yet'}`);
  const isWell = status.applied === true && !isOld;
  const fix = `kubectl describe ${kind.toLowerCase()} -n ${live?.metadata.namespace ?? metadata.namespace} ${metadata.name}`;
  return compared(
    `${kind} ${metadata.name}`,
    'applied',
    isWell ? 'applied' : live === undefined ? 'missing' : said,
    isWell,
    fix,
  );
}

/** A Pooler counts pods that are to be; its Deployment, of the same name, those that answer. */
function pooler(declared: Manifest, deployment: Manifest | undefined): Verified {
  const [wanted, ready] = [instancesOf(declared), Number(at(deployment, 'status.readyReplicas') ?? 0)];
  const { name } = declared.metadata;
  const running = deployment === undefined ? 'missing' : `${ready} ready`;
  const fix = `kubectl get pods -n ${namespaceOf(declared)} -l cnpg.io/poolerName=${name}`;
  return compared(`Pooler ${name}`, `${wanted} pods`, running, ready === wanted, fix);
}

function managedRoles({ live }: SeenCluster): Verified[] {
  const refused = Object.entries(record(at(live, 'status.managedRolesStatus.cannotReconcile')));
  if (list(at(live, 'spec.managed.roles')).length === 0 && refused.length === 0) return [];
  const running = refused.map(([role, reasons]) => `${role}: ${texts(reasons).join('; ')}`).join(', ');
  return [
    compared(
      'managed roles',
      'reconciled',
      running || 'reconciled',
      refused.length === 0,
      'repair the role as PostgreSQL says',
    ),
  ];
}
