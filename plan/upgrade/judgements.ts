import { installationsOf } from '../../manifests/installations/installations';
import type { Document } from '../../manifests/object/document';
import { objectName } from '../../manifests/object/identity';
import type { Manifest } from '../../manifests/object/manifest';
import type { Index } from '../../manifests/object/object-index';
import type { Violation } from '../../manifests/object/violation';
import { bugsOf } from '../../manifests/releases/known-bugs';
import { VULNERABILITIES } from '../../manifests/releases/vulnerabilities';
import { judge } from '../../rules/engine/judge';
import { withVersions } from '../../values/cnpg/target';
import { satisfies } from '../../values/cnpg/version';
import { groupBy } from '../../values/collections/group-by';
import { few } from '../../values/text/few';
import type { UpgradeEffect } from '../engine/change';
import { brings, type UpgradeContext } from './upgrade-context';

/** What one version finds and another does not. */
export interface Judgements {
  /** Only after the upgrade. */
  readonly found: readonly Violation[];
  /** Only before. */
  readonly gone: readonly Violation[];
}

/** The operator validates what it reconciles, too: not only the API server does when somebody writes it. */
const GUARDED = '>=1.30.0';
const MOST = 5;

/** Judges all objects by both versions. */
export function judgementsOf(context: UpgradeContext, manifests: readonly Manifest[]): Judgements {
  const { product, from, to, target, now } = context;
  // What installs the product has one version; without it both sides are judged by the version that they are given.
  const documents: readonly Document[] = manifests
    .filter((manifest) => !installationsOf(manifest, context.index).some(({ component }) => component === product))
    .map((manifest, document) => ({ manifest, file: null, document }));
  const [before, after] = [from, to].map((version) =>
    judge(documents, { target: withVersions(target, { [product]: version }), now }).filter(
      ({ severity }) => severity !== 'info',
    ),
  );
  return { found: without(after ?? [], before ?? []), gone: without(before ?? [], after ?? []) };
}

function without(violations: readonly Violation[], others: readonly Violation[]): Violation[] {
  const known = new Set(others.map(keyOf));
  return violations.filter((violation) => !known.has(keyOf(violation)));
}

// Messages name the version.
function keyOf({ rule, severity, path, ...object }: Violation): string {
  return [rule, severity, objectName(object), path].join('\n');
}

/** What the new version refuses and warns of. */
export function findingEffects({ found }: Judgements, { product, to }: UpgradeContext): UpgradeEffect[] {
  return found.map((violation) => {
    const { layer, severity, path, message, fix, rule } = violation;
    const isRefused = layer === 'admission' && severity === 'error';
    const isGuarded = product === 'operator' && satisfies(to, GUARDED);
    const consequence = isGuarded
      ? '; the operator no longer reconciles it'
      : '; it stays as it is until the next change of it, which is refused';
    return {
      object: objectName(violation),
      impact: isRefused ? 'rejected' : 'none',
      reason: `${path === null ? '' : `${path} `}${message}${isRefused ? consequence : ` (${rule})`}`,
      ...(fix !== null && isRefused && { before: fix }),
    };
  });
}

/** What the new version accepts, no longer finds, and repairs. */
export function gainsOf({ gone }: Judgements, context: UpgradeContext): string[] {
  const accepted = gone.filter(({ layer }) => layer === 'admission');
  const fallen = groupBy(
    gone.filter(({ layer }) => layer === 'expert'),
    ({ rule }) => rule,
  );
  return [
    ...(context.product === 'operator' ? repairs(context) : []),
    ...accepted.map((violation) => `${objectName(violation)} is accepted: ${violation.path ?? ''} (${violation.rule})`),
    ...[...fallen].map(([rule, violations]) => {
      const objects = [...new Set(violations.map(objectName))];
      return `${rule} no longer finds ${few(objects, MOST)}: suppressions of it fall away`;
    }),
  ];
}

function repairs(context: UpgradeContext): string[] {
  const closed = VULNERABILITIES.filter((hole) => brings(hole.repairs, context)).map(({ cve }) => cve);
  const bugs = bugNumbers(context.clusters, context.index, context.from).filter(
    (issue) => !bugNumbers(context.clusters, context.index, context.to).includes(issue),
  );
  return [
    ...(closed.length === 0 ? [] : [`closes ${closed.join(', ')}`]),
    ...(bugs.length === 0 ? [] : [`repairs bugs that these clusters are exposed to: ${bugs.join(', ')}`]),
  ];
}

function bugNumbers(clusters: readonly Manifest[], index: Index, operator: string): string[] {
  const issues = clusters.flatMap((cluster) => bugsOf(cluster, index, operator).map(({ bug }) => bug.issue));
  return [...new Set(issues)].sort((a, b) => a - b).map((issue) => `#${issue}`);
}
