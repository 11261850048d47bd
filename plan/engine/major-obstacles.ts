import { extensionImagesOf, imageOf } from '../../manifests/cnpg/cluster-image';
import { isReplicaCluster, knownMajorOf, majorOf } from '../../manifests/cnpg/cluster-traits';
import { followersOf } from '../../manifests/cnpg/followers';
import { Kind } from '../../manifests/object/kinds';
import { at, type Manifest } from '../../manifests/object/manifest';
import type { Index } from '../../manifests/object/object-index';
import { dependentsOf } from '../../manifests/object/references';
import { checkParameter } from '../../manifests/postgres/parameters';
import { givenParameters } from '../../manifests/postgres/server-parameters';
import { targetRelease } from '../../manifests/releases/operator-releases';
import { ImageReference } from '../../values/cnpg/image';
import { distributionOf } from '../../values/cnpg/image-contents';
import { readExtensionTag } from '../../values/cnpg/image-tag';
import { type JudgedTarget, operatorName } from '../../values/cnpg/target';
import { satisfies } from '../../values/cnpg/version';
import { attempt } from '../../values/text/invalid-value';
import { namesOf } from './object-names';

/** A Cluster before and after another major. */
export interface MajorSides {
  readonly before: Manifest;
  readonly after: Manifest;
  readonly objects: { readonly before: Index; readonly after: Index };
  readonly target: JudgedTarget;
}

/** A parameter of the Cluster with which the new major does not start. */
export interface StaleParameter {
  readonly name: string;
  readonly message: string;
  readonly fix: string;
}

/** The parameters, as the catalogue of the new major reads them; it is made of the servers themselves. */
export function staleParameters(after: Manifest): StaleParameter[] {
  const major = knownMajorOf(after);
  if (major === undefined) return [];
  return Object.entries(givenParameters(after)).flatMap(([name, value]) => {
    const problem = checkParameter(major, name, value);
    return problem === undefined || problem.kind === 'reserved' ? [] : [{ name, ...problem }];
  });
}

/** What stops a server of the new major: sentences without a full stop. */
export function startObstaclesOf(sides: MajorSides): string[] {
  const stale = staleParameters(sides.after).map(({ message, fix }) => `${message}; ${fix}`);
  return [...unsupported(sides), ...ofReplica(sides), ...stale, ...staleExtensionImages(sides)];
}

/** What makes pg_upgrade fail beside that. */
export function obstaclesOf(sides: MajorSides): string[] {
  return [...otherDistribution(sides), ...keptWal(sides), ...extensionImages(sides)];
}

/** What else stops working: replica clusters and subscribers. */
export function leftBehind({ before, after, objects }: MajorSides): string[] {
  const [from, to] = [majorOf(before) ?? 0, majorOf(after) ?? 0];
  const followers = followersOf(before, objects.before);
  const published = dependentsOf(Kind.PUBLICATION, before, objects.before);
  const slots =
    from < 17
      ? `pg_upgrade drops logical replication slots before PostgreSQL 17: drop the subscriptions before, and create them again after it`
      : `pg_upgrade keeps logical replication slots only if their subscribers have received everything, and otherwise fails: stop the writes, wait for them, and disable the subscriptions during the upgrade`;
  return [
    ...(followers.length > 0
      ? [
          `${namesOf(followers)} follows it, and cannot replay the WAL of PostgreSQL ${to}, which has another system identifier: delete it before, and create it again from the upgraded cluster`,
        ]
      : []),
    ...(published.length > 0 ? [`${namesOf(published)} publishes from it, and ${slots}`] : []),
  ];
}

function unsupported({ after, target }: MajorSides): string[] {
  const { postgres, operator } = targetRelease(target) ?? {};
  const to = majorOf(after) ?? 0;
  return postgres !== undefined && to > postgres[1]
    ? [`CloudNativePG ${operator} does not support PostgreSQL ${to}, only ${postgres[0]} to ${postgres[1]}`]
    : [];
}

function ofReplica({ before, after }: MajorSides): string[] {
  if (![before, after].some(isReplicaCluster)) return [];
  return [
    'it is a replica cluster, which has the system identifier of its source and cannot be upgraded by itself: upgrade the source, and create this one again',
  ];
}

function otherDistribution({ before, after, objects }: MajorSides): string[] {
  const [from, to] = [majorOf(before), majorOf(after)];
  const [old, next] = distributions({ before, after, objects });
  if (old === undefined || next === undefined || old === next) return [];
  return [
    `pg_upgrade requires both majors on one distribution, but ${old} becomes ${next}: move PostgreSQL ${from} to ${next} first, with the check of its collations, or use the image of ${to} on ${old}`,
  ];
}

/** The distributions of both images, as far as their tags name them. */
export function distributions({ before, after, objects }: Omit<MajorSides, 'target'>): (string | undefined)[] {
  return [imageOf(before, objects.before), imageOf(after, objects.after)].map((image) => distributionOf(image ?? ''));
}

/** @see https://github.com/postgres/postgres/commit/f36e5774 */
function keptWal({ before, after, objects }: MajorSides): string[] {
  const value = givenParameters(after).max_slot_wal_keep_size;
  if (value === undefined || value.trim() === '-1') return [];
  const broken = [imageOf(before, objects.before), imageOf(after, objects.after)].find((image) => {
    const version = attempt(() => ImageReference.parse(image ?? ''))?.postgres;
    return version?.major === 17 && version.minor !== undefined && version.minor < 6;
  });
  if (broken === undefined) return [];
  return [
    `pg_upgrade of PostgreSQL 17.0 to 17.5 ("${broken}") fails while max_slot_wal_keep_size is ${value}: use 17.6 or later on both sides, or set it to -1 until the upgrade is done`,
  ];
}

function staleExtensionImages({ before, after, objects }: MajorSides): string[] {
  const [to, [, distribution]] = [majorOf(after), distributions({ before, after, objects })];
  const wrong = extensionImagesOf(after, objects.after).filter(({ reference = '' }) => {
    const major = readExtensionTag(attempt(() => ImageReference.parse(reference))?.tag ?? '')?.major;
    const its = distributionOf(reference);
    return (
      (major !== undefined && major !== to) || (its !== undefined && distribution !== undefined && its !== distribution)
    );
  });
  return wrong.map(
    ({ name, reference }) =>
      `extension ${name} stays at "${reference}", which is not built for PostgreSQL ${to}: change it in the same commit`,
  );
}

/** @see https://cloudnative-pg.io/docs/1.30/postgres_upgrades/#extensions-during-a-major-upgrade */
function extensionImages({ before, target }: MajorSides): string[] {
  if (at(before, 'spec.postgresql.extensions') === undefined) return [];
  if (satisfies(target.operator, '<1.29')) {
    return [
      `${operatorName(target)} mounts the extension images of one major only, and pg_upgrade needs both: upgrade the operator to 1.30 first`,
    ];
  }
  if (!satisfies(target.operator, '1.29')) return [];
  return [
    `pg_upgrade needs the extension images of both majors, which CloudNativePG 1.29 mounts only in its later patch releases: verify that ${operatorName(target)} does, or upgrade the operator to 1.30 first`,
  ];
}
