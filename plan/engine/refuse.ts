import { identity } from '../../manifests/object/identity';
import { type Manifest, namespaceOf } from '../../manifests/object/manifest';
import type { Change, Plan } from './change';
import { worstOf } from './impact';
import { changeOf, changeOrder } from './update';

/** A plan with the refusals of a live server, in its own words. An object without a change cannot be refused. */
export function markRefused(plan: Plan, refusals: ReadonlyMap<Manifest, string>): Plan {
  if (refusals.size === 0) return plan;
  const messages = new Map([...refusals].map(([manifest, reason]) => [manifestKey(manifest), { manifest, reason }]));
  const changes = plan.changes
    .map((change): Change => {
      const refusal = messages.get(changeKey(change));
      if (refusal === undefined) return change;
      const { manifest, reason } = refusal;
      const field = { path: '', before: null, after: null, impact: 'rejected', reason } as const;
      return changeOf(manifest, change.action, [...change.fields, field]);
    })
    .sort(changeOrder);
  return { ...plan, changes, worst: worstOf([...changes, ...(plan.upgrades ?? [])].map(({ impact }) => impact)) };
}

// A change contains the kind without its group.
function manifestKey(manifest: Manifest): string {
  return identity(manifest.kind, namespaceOf(manifest), manifest.metadata.name);
}

function changeKey({ kind, namespace, name }: Change): string {
  return identity(kind, namespace ?? 'default', name);
}
