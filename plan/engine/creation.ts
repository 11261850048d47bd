import { Kind } from '../../manifests/object/kinds';
import { at, type GroupKind, groupKindOf, type Manifest, namespaceOf, text } from '../../manifests/object/manifest';
import { clusterNameOf } from '../../manifests/object/references';
import type { FieldChange } from './change';
import { cutOff, DIRECTIONS, withVictims } from './cut-off';
import { budgetOf } from './pooler-budget';
import { type Sides, updateOf } from './update';

type Find = (manifest: Manifest, sides: Sides) => FieldChange[];

/** The effect of a new object on what already runs; for most kinds there is none. */
const CREATIONS: Readonly<Record<GroupKind, Find>> = {
  [Kind.BACKUP]: (manifest, sides) => (isOfRunning(manifest, sides) ? [copied('spec.cluster.name', manifest)] : []),
  [Kind.CLUSTER]: cluster,
  [Kind.DATABASE]: dropsOf,
  [Kind.NETWORK_POLICY]: closedBy,
  [Kind.POOLER]: pooler,
  [Kind.SCHEDULED_BACKUP]: (manifest, sides) =>
    at(manifest, 'spec.immediate') === true && at(manifest, 'spec.suspend') !== true && isOfRunning(manifest, sides)
      ? [copied('spec.immediate', manifest)]
      : [],
};

// A kind may have any name, even `__proto__`.
const creations = new Map(Object.entries(CREATIONS));

export function creationOf(manifest: Manifest, sides: Sides): FieldChange[] {
  return creations.get(groupKindOf(manifest))?.(manifest, sides) ?? [];
}

/** Whether the Cluster that an object names already exists. A new one has no clients. */
function isOfRunning(manifest: Manifest, { objects }: Sides): boolean {
  const name = clusterNameOf(manifest);
  return name !== undefined && objects.before.get(Kind.CLUSTER, namespaceOf(manifest), name) !== undefined;
}

function added(path: string, after: unknown, impact: FieldChange['impact'], reason: string): FieldChange {
  return { path, before: null, after: after ?? null, impact, reason };
}

function copied(path: string, manifest: Manifest): FieldChange {
  const reason = `a base backup of ${clusterNameOf(manifest)} starts at once: all data of an instance is read while clients work`;
  return added(path, at(manifest, path), 'reload', reason);
}

/** A Cluster that is copied from a running one. A recovery reads only the archive. */
function cluster(manifest: Manifest): FieldChange[] {
  const paths = ['spec.bootstrap.pg_basebackup.source', 'spec.bootstrap.initdb.import.source.externalCluster'];
  return paths.flatMap((path) => {
    const source = text(at(manifest, path));
    if (source === undefined) return [];
    const reason = `all data is read from external cluster "${source}" while its clients work, and it keeps the WAL or snapshot for that time`;
    return [added(path, source, 'reload', reason)];
  });
}

function pooler(manifest: Manifest, sides: Sides): FieldChange[] {
  if (!isOfRunning(manifest, sides)) return [];
  const reason = `clients that connect through it are added to the existing ones: ${budgetOf(manifest, sides.objects.after)}. Nothing restarts`;
  return [added('spec.instances', at(manifest, 'spec.instances'), 'reload', reason)];
}

/** What a new Database drops immediately: `ensure: absent` is a command, and its object may already exist. */
function dropsOf(manifest: Manifest, sides: Sides): FieldChange[] {
  const fields = updateOf({ ...manifest, spec: {} }, manifest, sides)?.fields ?? [];
  return fields.filter(({ impact }) => impact === 'data-loss').map((field) => ({ ...field, before: null }));
}

/** A new policy closes what was open to everyone. */
function closedBy(manifest: Manifest, { objects }: Sides): FieldChange[] {
  return DIRECTIONS.flatMap((direction) => {
    const verdict = cutOff(undefined, manifest, direction, objects);
    if (verdict === undefined) return [];
    const after = at(manifest, `spec.${direction}`) ?? null;
    return [{ path: `spec.${direction}`, before: null, after, ...withVictims(verdict, objects) }];
  });
}
