import type { Application } from '../../constructs/index';
import type { GroupKind, Manifest } from '../../manifests/object/manifest';
import type { Index } from '../../manifests/object/object-index';
import type { Violation } from '../../manifests/object/violation';
import type { OwnFindings, Reopened } from '../../rules/engine/ask';
import { type JudgeOptions, judge } from '../../rules/engine/judge';
import { groupBy } from '../../values/collections/group-by';
import type { PlacedDocument } from './placed-documents';
import { SharedFindings } from './shared-findings';
import { sitesOf } from './sites';

interface Judging {
  readonly now: Date;
  readonly known: ReadonlyMap<Manifest, OwnFindings>;
  readonly reopened: Reopened;
  readonly hints: boolean;
  readonly only: JudgeOptions['only'];
}

export interface JudgedApplications {
  readonly violations: readonly Violation[];
  /** What each object came to. */
  readonly found: ReadonlyMap<Manifest, OwnFindings>;
  /** Of which kinds who has looked others up. */
  readonly looked: readonly (readonly [name: string, kinds: ReadonlySet<GroupKind>])[];
}

/**
 * Judges all applications. All that is looked up among them is let go of at the end: of a fleet, it is a sixth of what is in memory.
 */
export function judgeApplications(
  applications: readonly Application[],
  documents: readonly PlacedDocument[],
  { now, known, reopened, hints, only }: Judging,
): JudgedApplications {
  const lookedUpIn = new Set<Index>();
  const byOwner = groupBy(documents, ({ owner }) => owner);
  const onPlatform = groupBy(documents, ({ platform }) => platform);
  const shared = new SharedFindings();
  const found = new Map<Manifest, OwnFindings>();
  const violations = applications.flatMap((application) => {
    const own = byOwner.get(application) ?? [];
    return sitesOf(application, own).flatMap(({ platform, target, suppressions, documents: those }) => {
      const there = onPlatform.get(platform) ?? [];
      // The two sites of a database know each other.
      const others = own.filter((document) => document.platform !== platform);
      const keep = new Map<Manifest, OwnFindings>();
      const judged = judge(those, {
        target,
        suppressions,
        now,
        among: others.length === 0 ? there : [...there, ...others],
        ...{ known, reopened, keep, lookedUpIn },
        ...(only && { only }),
      });
      for (const [manifest, said] of keep) found.set(manifest, shared.of(said, known.get(manifest)));
      return hints ? judged : judged.filter(({ severity }) => severity !== 'info');
    });
  });
  return { violations, found, looked: [...lookedUpIn].flatMap((index) => [...index.looked]) };
}
