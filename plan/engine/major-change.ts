import { inTreeArchiveOf, type WalArchive, walArchiveOf } from '../../manifests/cnpg/archives';
import { imageOf } from '../../manifests/cnpg/cluster-image';
import { majorOf } from '../../manifests/cnpg/cluster-traits';
import { type DumpClient, dumpClientsOf } from '../../manifests/cnpg/dump-clients';
import { manifestName } from '../../manifests/object/identity';
import type { Manifest } from '../../manifests/object/manifest';
import type { Index } from '../../manifests/object/object-index';
import { librariesCarried } from '../../manifests/postgres/extensions';
import { contentsOf, distributionOf } from '../../values/cnpg/image-contents';
import { isOfChart } from './applied-clusters';
import { flavourText, libraryLeft, lostInUse } from './image-effects';
import {
  distributions,
  leftBehind,
  type MajorSides,
  obstaclesOf,
  type StaleParameter,
  staleParameters,
  startObstaclesOf,
} from './major-obstacles';

/** A Cluster that moves to a later major of PostgreSQL, with everything that must change together with it. */
export class MajorChange {
  readonly from: number;
  readonly to: number;
  /** Distributions of the images, if both tags name one and they differ: pg_upgrade requires the same libc. */
  readonly distributions: { readonly from: string; readonly to: string } | undefined;
  /** The archive after the change; undefined if Barman does not archive. */
  readonly archive: WalArchive | undefined;
  /** That both majors would write into one archive. */
  readonly isArchiveShared: boolean;
  /** That the archive is one of CNPG's chart, which has no value for a server name. */
  readonly isPathAlone: boolean;
  /** Clients that dump the Cluster with a pg_dump that is too old. */
  readonly dumps: readonly DumpClient[];
  /** Parameters with which the new major does not start. */
  readonly parameters: readonly StaleParameter[];
  /** What makes pg_upgrade fail, or the new server not start. */
  readonly obstacles: readonly string[];
  /** Those that stop a new cluster of that major, too. */
  readonly startObstacles: readonly string[];
  /** What the new image lacks, and what else stops working. */
  readonly losses: readonly string[];
  /** Those that a new cluster of that major has, too: no pg_upgrade runs for it. */
  readonly startLosses: readonly string[];

  constructor(sides: MajorSides) {
    const { before, after, objects } = sides;
    this.from = majorOf(before) ?? 0;
    this.to = majorOf(after) ?? 0;
    const [old, next] = distributions(sides);
    this.distributions = old && next && old !== next ? { from: old, to: next } : undefined;
    const [source, target] = [imageOf(before, objects.before), imageOf(after, objects.after)];
    const was = walArchiveOf(before);
    this.archive = walArchiveOf(after);
    this.isArchiveShared =
      was !== undefined && was.store === this.archive?.store && was.serverName === this.archive.serverName;
    this.isPathAlone = inTreeArchiveOf(after) !== undefined && isOfChart(after, objects.after);
    this.dumps = dumpClientsOf(objects.after).filter(
      ({ major = this.to, clusters }) => major < this.to && clusters.includes(after),
    );
    this.parameters = staleParameters(after);
    const lost = lostWith(source ?? '', target ?? '', after, objects.after);
    this.startObstacles = [...startObstaclesOf(sides), ...lost.fatal];
    this.obstacles = [...obstaclesOf(sides), ...this.startObstacles];
    const unknown = unknownText(target);
    this.startLosses = [...lost.noted, ...unknown.map((text) => `${text}: it needs every extension and library`)];
    this.losses = [
      ...lost.noted,
      ...unknown.map(
        (text) =>
          `${text}: pg_upgrade requires the distribution of the old image, and every extension and library in the new one`,
      ),
      ...leftBehind(sides),
    ];
  }

  /** A server name that the new major can have to itself. */
  get newServer(): string {
    return serverNameFor(this.archive?.serverName ?? '', this.to);
  }

  /** What is wrong with the change as written, as sentences without a full stop. */
  get warnings(): readonly string[] {
    const { to, archive } = this;
    const same = this.isPathAlone
      ? `path of the archive remains ${archive?.store}`
      : `serverName remains ${archive?.serverName}`;
    const other = this.isPathAlone
      ? 'another one below backups (the chart has no value for a serverName)'
      : this.newServer;
    const shared = `The ${same}, and both majors begin at timeline 1: their WAL and history files are in one folder of the archive, and neither may be restorable. Change it to ${other} in the same commit`;
    const dumps = this.dumps.map(
      ({ workload, image, major }) =>
        `${manifestName(workload)} dumps with pg_dump ${major} ("${image}"), which refuses PostgreSQL ${to}`,
    );
    return [...(this.isArchiveShared ? [shared] : []), ...this.obstacles, ...dumps, ...this.losses];
  }
}

/** What the new image lacks: fatal where something of the Cluster needs it, or the server does not start. */
function lostWith(...images: readonly [from: string, to: string, after: Manifest, objects: Index]) {
  const [, , after, objects] = images;
  const [library, flavour] = [libraryLeft(...images), flavourText(...images)].map((text) => (text ? [text] : []));
  const isMissing = librariesCarried(after, objects) !== undefined;
  const isUsed = lostInUse(...images).length > 0;
  const texts = [
    { texts: library ?? [], isFatal: isMissing },
    { texts: flavour ?? [], isFatal: isUsed },
  ];
  const of = (wanted: boolean) => texts.filter(({ isFatal }) => isFatal === wanted).flatMap((each) => each.texts);
  return { fatal: of(true), noted: of(false) };
}

/** What nobody here can compare. */
function unknownText(image: string | undefined): string[] {
  if (image === undefined || (contentsOf(image) !== undefined && distributionOf(image) !== undefined)) return [];
  return [`Distribution or contents of "${image}" are not known here`];
}

/** The folder of a major in the archive: `shop-db-v18` after `shop-db` and after `shop-db-v17`. */
export function serverNameFor(serverName: string, major: number): string {
  return `${serverName.replace(/-(?:v|pg)?\d{2}$/, '')}-v${major}`;
}
