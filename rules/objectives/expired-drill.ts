import { Kind } from '../../manifests/object/kinds';
import { groupKindOf, type Manifest, record, text } from '../../manifests/object/manifest';
import type { Finding } from '../../manifests/object/violation';
import { DRILL_LABEL, EXPIRES_ANNOTATION } from '../../values/cnpg/drill';
import { attempt } from '../../values/text/invalid-value';
import { Instant } from '../../values/time/instant';
import { type Entry, entries } from '../engine/entry';

const RULE = 'drill-expired';

/** What can be found of drills. */
export const DRILL_ENTRIES: readonly Entry[] = entries(
  {
    ...{ layer: 'expert', subject: 'Drills', severity: 'error', kinds: [Kind.CLUSTER], docs: 'docs/recovery.md' },
    why: 'A Cluster that was restored for a drill costs a volume, and holds a copy of everybody’s data that nobody watches.',
  },
  { [RULE]: 'A restored Cluster says until when it may stay, and is deleted then' },
);

/** A judge: an error for an expired drill. It costs a volume, and it is an unmonitored copy of production data. */
export function expiredDrill(manifest: Manifest, { now }: { readonly now: Date }): Finding[] {
  const { labels, annotations } = manifest.metadata;
  if (groupKindOf(manifest) !== Kind.CLUSTER || record(labels)[DRILL_LABEL] === undefined) return [];
  const given = text(record(annotations)[EXPIRES_ANNOTATION]);
  const expires = given === undefined ? undefined : attempt(() => Instant.parse(given));
  if (expires !== undefined && expires.compareTo(Instant.fromDate(now)) > 0) return [];
  return [
    {
      rule: RULE,
      layer: 'expert',
      severity: 'error',
      path: `metadata.annotations["${EXPIRES_ANNOTATION}"]`,
      message: expires === undefined ? 'the drill has no expiry date' : `the drill expired on ${expires}`,
      fix: `run npm run restore -- APPLICATION --end ${manifest.metadata.name}`,
    },
  ];
}
