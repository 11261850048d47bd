import { groupBy } from '../../values/collections/group-by';
import type { Entry } from '../engine/entry';
import { STAGES, webhookSource } from './stages';
import { CLUSTER_RULES, OBJECT_RULES } from './webhook/webhooks';

const WHEN = { create: 'on creation', update: 'on an update', both: 'on creation and on every update' } as const;

/** Everything that `admit` can say. */
export function admissionEntries(): Entry[] {
  return [...STAGES, ...webhookEntries()];
}

/** One webhook rule may apply to several kinds. */
function webhookEntries(): Entry[] {
  const rules = [
    ...CLUSTER_RULES.map((rule) => ({ ...rule, kind: 'Cluster' })),
    ...Object.entries(OBJECT_RULES).flatMap(([kind, rows]) => rows.map((rule) => ({ ...rule, kind }))),
  ];
  return [...groupBy(rules, ({ id }) => id).values()].flatMap(([first, ...more]) => {
    if (first === undefined) return [];
    const { id, says, on, severity = 'error', level, operator } = first;
    const breach = severity === 'error' ? 'refuses what breaks it' : 'warns of what breaks it';
    return {
      ...{
        id,
        layer: 'admission' as const,
        subject: 'CNPG webhooks' as const,
        severity,
        says,
        docs: webhookSource(operator),
      },
      kinds: [...new Set([first, ...more].map(({ kind }) => `postgresql.cnpg.io/${kind}`))],
      why: `CNPG’s validating webhook asks this ${WHEN[on]}, and ${breach}.`,
      ...(level !== undefined && { level }),
      ...(on !== 'both' && { on }),
      ...(operator !== undefined && { operator }),
    };
  });
}
