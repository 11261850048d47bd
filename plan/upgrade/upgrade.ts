import { manifestName } from '../../manifests/object/identity';
import { Kind } from '../../manifests/object/kinds';
import { at, type Manifest, namespaceOf, text } from '../../manifests/object/manifest';
import type { Index } from '../../manifests/object/object-index';
import { bugsOf } from '../../manifests/releases/known-bugs';
import { Version } from '../../values/cnpg/version';
import { compareBy } from '../../values/collections/compare';
import { runningClusters } from '../engine/applied-clusters';
import type { Upgrade, UpgradeEffect } from '../engine/change';
import { severityOf, worstOf } from '../engine/impact';
import { namesOf } from '../engine/object-names';
import type { Sides } from '../engine/update';
import { OPERATOR_BEHAVIOURS, PLUGIN_BEHAVIOURS } from './behaviours';
import { installersIn, type Reinstallation, reinstallationsOf } from './installers';
import { findingEffects, gainsOf, judgementsOf } from './judgements';
import { concerned, rolloutNotes, rolloutsOf } from './rollouts';
import { brings, type UpgradeContext } from './upgrade-context';

/** What changes with another version of the operator or of the plugin in manifests, for every object that it manages. */
export function upgradesOf(all: readonly Manifest[], sides: Sides): Upgrade[] {
  const { objects, target, now, unapplied } = sides;
  const manifests = all.filter((manifest) => unapplied?.has(manifest) !== true);
  const clusters = runningClusters(sides).filter((cluster) =>
    objects.before.get(Kind.CLUSTER, namespaceOf(cluster), String(cluster.metadata.name)),
  );
  return installersIn(objects.after).flatMap((installer) => {
    const before = counterpart(installer, objects.before);
    return (before === undefined ? [] : reinstallationsOf(before, installer, objects)).map((change) => {
      const object = manifestName(installer);
      const { product, from, to } = change;
      const rolled = { product, clusters, index: objects.after };
      const upgrade =
        from.version === undefined || to.version === undefined
          ? unknownUpgrade(object, change, rolled)
          : { ...upgradeOf({ ...rolled, from: from.version, to: to.version, target, now }, manifests), object };
      return { ...upgrade, notes: [...upgrade.notes, ...uncounted(product, sides)] };
    });
  });
}

/** What may be there all the same, applied by hand or from another repository. */
function uncounted(product: Upgrade['product'], { objects, unapplied }: Sides): string[] {
  const idle = concerned(product, objects.after.all(Kind.CLUSTER)).filter((cluster) => unapplied?.has(cluster));
  if (idle.length === 0) return [];
  return [`nothing in the repository applies ${namesOf(idle)}: not counted here. Where it runs, the same holds for it`];
}

function counterpart(installer: Manifest, index: Index): Manifest | undefined {
  return installersIn(index).find((each) => manifestName(each) === manifestName(installer));
}

/** What an upgrade does, without who installs it. */
export function upgradeOf(
  context: UpgradeContext,
  manifests: readonly Manifest[],
  judgements = judgementsOf(context, manifests),
): Omit<Upgrade, 'object'> {
  const { product, from, to } = context;
  const behaviours = (product === 'operator' ? OPERATOR_BEHAVIOURS : PLUGIN_BEHAVIOURS).filter(({ since }) =>
    brings(since, context),
  );
  const effects = [
    ...rolloutsOf(context),
    ...findingEffects(judgements, context),
    ...behaviours.flatMap((behaviour) => behaviour.effects?.(context) ?? []),
  ];
  return {
    product,
    from,
    to,
    ...sorted(effects),
    gains: [...gainsOf(judgements, context), ...behaviours.flatMap((behaviour) => behaviour.gains?.(context) ?? [])],
    notes: [
      ...direction(context),
      ...rolloutNotes(context),
      ...(product === 'operator' ? [...bugsOnTheWay(context), ...images(context.clusters)] : []),
      ...behaviours.flatMap((behaviour) => behaviour.notes?.(context) ?? []),
    ],
  };
}

function sorted(effects: readonly UpgradeEffect[]): Pick<Upgrade, 'effects' | 'impact'> {
  return {
    impact: worstOf(effects.map(({ impact }) => impact)),
    effects: effects.toSorted(
      compareBy(
        ({ impact }) => -severityOf(impact),
        ({ object }) => object,
        ({ reason }) => reason,
      ),
    ),
  };
}

/** A version that is not in the tables: only that the pods are made again is certain. */
function unknownUpgrade(
  object: string,
  { product, from, to }: Reinstallation,
  rolled: Parameters<typeof rolloutsOf>[0],
): Upgrade {
  const unknown = [from, to].filter(({ version }) => version === undefined).map(({ shown }) => shown);
  return {
    product,
    object,
    from: from.version ?? null,
    to: to.version ?? null,
    ...sorted(rolloutsOf(rolled)),
    gains: [],
    notes: [
      `${unknown.join(' and ')}: the version is not known here, so what it changes and refuses is not said`,
      ...rolloutNotes(rolled),
    ],
  };
}

function direction({ product, from, to }: UpgradeContext): string[] {
  const [old, next] = [Version.parse(from), Version.parse(to)];
  if (next.compareTo(old) >= 0) return [];
  return [
    `a downgrade of the ${product}, which nobody tests: ${to} does not know what ${from} has written into objects and volumes; go back only by the way that its release notes give`,
  ];
}

/** Bugs of the version that runs, which the upgrade itself can meet. */
function bugsOnTheWay({ clusters, index, from }: UpgradeContext): string[] {
  return clusters.flatMap((cluster) =>
    bugsOf(cluster, index, from)
      .filter(({ bug }) => bug.upgrade === true)
      .map(
        ({ bug }) =>
          `#${bug.issue} of ${from} can meet ${manifestName(cluster)}: ${bug.consequence}; watch this upgrade`,
      ),
  );
}

function images(clusters: readonly Manifest[]): string[] {
  const without = clusters.filter(
    (cluster) => !text(at(cluster, 'spec.imageName')) && (at(cluster, 'spec.imageCatalogRef') ?? null) === null,
  );
  if (without.length === 0) return [];
  return [
    `${namesOf(without)} name${without.length === 1 ? 's' : ''} no image and keep${without.length === 1 ? 's' : ''} the one that runs: the default of the new operator is for new clusters only`,
  ];
}
