import { groupKindOf, type Manifest, namespaceOf } from '../../manifests/object/manifest';
import type { Change, Plan } from './change';
import { worstOf } from './impact';
import { changeOf, changeOrder } from './update';

/** A plan with what a live server refused, in its own words. An object that would not change has no change to refuse. */
export function refuse(plan: Plan, refusals: ReadonlyMap<Manifest, string>): Plan {
  if (refusals.size === 0) return plan;
  const messages = new Map([...refusals].map(([manifest, reason]) => [identity(manifest), { manifest, reason }]));
  const changes = plan.changes
    .map((change): Change => {
      const refusal = messages.get(keyOf(change));
      if (refusal === undefined) return change;
      const { manifest, reason } = refusal;
      const field = { path: '', before: null, after: null, impact: 'rejected', reason } as const;
      return changeOf(manifest, change.action, [...change.fields, field]);
    })
    .sort(changeOrder);
  return { ...plan, changes, worst: worstOf(changes.map(({ impact }) => impact)) };
}

function identity(manifest: Manifest): string {
  const kind = groupKindOf(manifest);
  return `${kind.slice(kind.indexOf('/') + 1)} ${namespaceOf(manifest)}/${manifest.metadata.name}`;
}

function keyOf({ kind, namespace, name }: Change): string {
  return `${kind} ${namespace ?? 'default'}/${name}`;
}
