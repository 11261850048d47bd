import { isHibernated, knownMajorOf, majorOf } from '../../manifests/cnpg/cluster-traits';
import { Kind } from '../../manifests/object/kinds';
import { at, groupKindOf, type Manifest, namespaceOf, record } from '../../manifests/object/manifest';
import type { Index } from '../../manifests/object/object-index';
import { PARAMETERS } from '../../manifests/postgres/server-parameters';
import { kindOf } from '../../rules/admission/server/facts';
import { holdsSecret } from '../../rules/secrets/secrets-in';
import type { JudgedTarget } from '../../values/cnpg/target';
import { compareBy } from '../../values/collections/compare';
import { tableOf } from '../tables';
import { transitionsOf } from '../transitions';
import type { Change, FieldChange, Verdict } from './change';
import { otherwise } from './dependents';
import { differences, type FieldDifference } from './difference';
import { severityOf, worstOf } from './impact';
import { normalize } from './normalize';
import { isOpenDifference, unknownVerdict } from './open-values';
import { type FieldPath, fieldName, fieldPathText, isBelow } from './path';
import { markRejected, rejections } from './rejection';
import { impactOn, rolloutOf, rolloutText } from './rollout';
import { verdictOf } from './table';
import { throughCatalog } from './through-catalog';
import type { TransitionContext } from './transition';

export interface Sides {
  readonly objects: { readonly before: Index; readonly after: Index };
  readonly target: JudgedTarget;
  readonly now: Date;
  readonly pathless?: ReadonlySet<string>;
  readonly remaining?: ReadonlySet<Manifest>;
  readonly copies?: ReadonlySet<Manifest>;
  readonly takenUp?: ReadonlySet<Manifest>;
  readonly unapplied?: ReadonlySet<Manifest>;
}

/**
 * What the server may refuse although nothing that runs changes: another object's identity, a deletion, and finalizers of an object that
 * is being deleted. A uid on one side only means nothing, because objects in git have none.
 */
function mayBeRefused({ metadata: before }: Manifest, { metadata: after }: Manifest): boolean {
  const isOther = before.uid !== undefined && after.uid !== undefined && before.uid !== after.uid;
  const deletions = [before, after].flatMap((each) => [each.deletionTimestamp, each.deletionGracePeriodSeconds]);
  return isOther || deletions.some((given) => given !== undefined);
}

/** The effect of an update; undefined if both sides mean the same. */
export function updateOf(before: Manifest, after: Manifest, sides: Sides): Change | undefined {
  const [old, next] = [normalize(before, sides.target), normalize(after, sides.target)];
  const node = kindOf(after.apiVersion, after.kind, sides.target)?.root;
  const isCluster = groupKindOf(after) === Kind.CLUSTER;
  const major = isCluster && knownMajorOf(old) === knownMajorOf(next) ? knownMajorOf(next) : undefined;
  const found = [
    ...differences(old, next, { ...(node && { node }), ...(major && { major }) }).filter(
      ({ path }) => !isCluster || !isUnknownDefault(path, before, after),
    ),
    ...throughCatalog(before, after, sides.objects),
  ];
  if (found.length === 0 && !mayBeRefused(before, after)) return undefined;
  const name = String(after.metadata.name);
  const context = { ...sides, before: old, after: next, namespace: namespaceOf(after), name };
  const fieldsOf = found.map((difference) => fieldOf(difference, context));
  const asleep = isCluster && isHibernated(old) && isHibernated(next);
  const isUpgrade = isCluster && majorOf(old) !== majorOf(next);
  const inCluster = asleep
    ? fieldsOf.map(whileHibernated)
    : isCluster
      ? onCluster(fieldsOf, next, isUpgrade)
      : fieldsOf;
  const refused = rejections(after, before, sides.target);
  const concerned = found.length > 0 ? refused : refused.filter(({ path }) => path?.startsWith('metadata.'));
  const fields = markRejected(inCluster, concerned, after);
  if (fields.length === 0) return undefined;
  return changeOf(after, 'update', fields);
}

/** A parameter without a value: CNPG's default is known for one side, but for the other neither the version nor the default is known. */
function isUnknownDefault(path: FieldPath, before: Manifest, after: Manifest): boolean {
  if (!isBelow(path, PARAMETERS) || typeof path[3] !== 'string') return false;
  const name = path[3];
  const isKnown = [before, after].map((side) => knownMajorOf(side) !== undefined);
  return (
    isKnown[0] !== isKnown[1] && ![before, after].some((side) => Object.hasOwn(record(at(side, PARAMETERS)), name))
  );
}

/** Worst first, then by kind, namespace and name. */
export const changeOrder = compareBy<Change>(
  ({ impact }) => -severityOf(impact),
  ({ kind }) => kind,
  ({ namespace }) => namespace ?? '',
  ({ name }) => name,
  ({ action }) => action,
);

/** A change with its fields worst first. */
export function changeOf(manifest: Manifest, action: Change['action'], fields: readonly FieldChange[]): Change {
  const { kind, metadata } = manifest;
  return {
    kind,
    namespace: metadata.namespace ?? null,
    name: String(metadata.name),
    action,
    impact: worstOf(fields.map(({ impact }) => impact)),
    fields: fields.toSorted(
      compareBy(
        ({ impact }) => -severityOf(impact),
        ({ path }) => path,
      ),
    ),
  };
}

function fieldOf(difference: FieldDifference, context: TransitionContext): FieldChange {
  const kind = groupKindOf(context.after);
  const { path } = difference;
  // A plan is printed, posted and stored. It must not contain a secret, in whatever kind of object, not even a removed one.
  const isSecret = (value: unknown) => kind === Kind.SECRET || holdsSecret(value, fieldName(path));
  const shown = (value: unknown) => (value !== undefined && isSecret(value) ? '(secret)' : (value ?? null));
  const [before, after] = [shown(difference.before), shown(difference.after)];
  const verdict = isOpenDifference(difference, context.after)
    ? unknownVerdict(before, after)
    : judged(difference, context);
  return { path: fieldPathText(path), before, after, ...verdict };
}

function judged(difference: FieldDifference, context: TransitionContext): Verdict {
  const kind = groupKindOf(context.after);
  const verdict = transitionsOf(kind)
    .filter(({ paths }) => paths.some((path) => isBelow(difference.path, path)))
    .map((transition) => transition.judge(difference, context))
    .find((found) => found !== undefined);
  const known = verdict ?? verdictOf(tableOf(kind), difference);
  const { impact, reason } = known ?? otherwise(objectOf(context), context.objects);
  return { impact, reason };
}

/** The object as it is given: what is compared has neither name nor namespace. */
function objectOf({ after, objects, namespace, name }: TransitionContext): Manifest {
  return objects.after.get(groupKindOf(after), namespace, name) ?? { ...after, metadata: { namespace, name } };
}

/** The impacts on this cluster. The first of the worst ones also tells how the instances restart. */
function onCluster(fields: readonly FieldChange[], cluster: Manifest, isUpgrade: boolean): FieldChange[] {
  const adjusted = fields.map((field) => ({ ...field, impact: impactOn(field.impact, cluster) }));
  const worst = worstOf(adjusted.map(({ impact }) => impact));
  const index = adjusted.findIndex(({ impact }) => impact === worst);
  const [given, shown] = [fields[index], adjusted[index]];
  const rollout = given && restarts(given, isUpgrade) ? rolloutOf(given.impact, cluster) : undefined;
  if (shown !== undefined && rollout !== undefined) {
    adjusted[index] = { ...shown, reason: `${shown.reason}. ${rolloutText(rollout)}` };
  }
  return adjusted;
}

// A hibernated cluster has no pods that could restart or reload their configuration.
function whileHibernated(field: FieldChange): FieldChange {
  if (!['reload', 'rolling-update', 'restart'].includes(field.impact)) return field;
  const reason = `the cluster is hibernated, so this applies at the next start of its pods and restarts nothing (while it runs: ${field.reason})`;
  return { ...field, impact: 'none', reason };
}

// The length of an outage by fencing, hibernation, a misspelled parameter or a missing library is unknown.
function restarts({ impact, path }: FieldChange, isUpgrade: boolean): boolean {
  if (impact !== 'outage') return impact === 'rolling-update' || impact === 'restart';
  if (!isUpgrade) return false;
  return path === 'spec.imageName' || path.startsWith('spec.imageCatalogRef');
}
