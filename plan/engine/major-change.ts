import { type WalArchive, walArchiveOf } from '../../manifests/cnpg/archives';
import { imageOf } from '../../manifests/cnpg/cluster-image';
import { majorOf } from '../../manifests/cnpg/cluster-traits';
import { type DumpClient, dumpClientsOf } from '../../manifests/cnpg/dump-clients';
import { manifestName } from '../../manifests/object/identity';
import type { Manifest } from '../../manifests/object/manifest';
import type { Index } from '../../manifests/object/object-index';
import { distributionOf } from '../../values/cnpg/image-contents';
import { flavourText, libraryLeft } from './image-effects';

/** A Cluster that moves to a later major of PostgreSQL, with everything that must change together with it. */
export class MajorChange {
  readonly from: number;
  readonly to: number;
  /** Distributions of the images, if both tags name one and they differ: pg_upgrade requires the same libc. */
  readonly distributions: { readonly from: string; readonly to: string } | undefined;
  /** The archive after the change; undefined if Barman does not archive. */
  readonly archive: WalArchive | undefined;
  /** Extensions and libraries that the new image lacks. */
  readonly #lost: readonly string[];
  /** That both majors would write into one archive. */
  readonly isArchiveShared: boolean;
  /** Clients that dump the Cluster with a pg_dump that is too old. */
  readonly dumps: readonly DumpClient[];

  constructor(before: Manifest, after: Manifest, objects: { readonly before: Index; readonly after: Index }) {
    this.from = majorOf(before) ?? 0;
    this.to = majorOf(after) ?? 0;
    const images = [imageOf(before, objects.before), imageOf(after, objects.after)];
    const [old, next] = images.map((image) => distributionOf(image ?? ''));
    this.distributions = old && next && old !== next ? { from: old, to: next } : undefined;
    const [source, target] = images;
    this.#lost =
      source && target
        ? [flavourText, libraryLeft].flatMap((tell) => tell(source, target, after, objects.after) ?? [])
        : [];
    const was = walArchiveOf(before);
    this.archive = walArchiveOf(after);
    this.isArchiveShared =
      was !== undefined && was.store === this.archive?.store && was.serverName === this.archive.serverName;
    this.dumps = dumpClientsOf(objects.after).filter(
      ({ major = this.to, clusters }) => major < this.to && clusters.includes(after),
    );
  }

  /** A server name that the new major can have to itself. */
  get newServer(): string {
    return `${this.archive?.serverName.replace(/-(?:v|pg)?\d{2}$/, '')}-v${this.to}`;
  }

  /** What is wrong with the change as written, as sentences without a full stop. */
  get warnings(): readonly string[] {
    const { from, to, archive, distributions } = this;
    const shared = `The serverName remains ${archive?.serverName}, and both majors begin at timeline 1: their WAL and history files are in one folder of the archive, and neither may be restorable. Change it to ${this.newServer} in the same commit`;
    const other = `pg_upgrade requires both majors on one distribution, but ${distributions?.from} becomes ${distributions?.to}: move PostgreSQL ${from} to ${distributions?.to} first, with the check of its collations, or use the image of ${to} on ${distributions?.from}`;
    const dumps = this.dumps.map(
      ({ workload, image, major }) =>
        `${manifestName(workload)} dumps with pg_dump ${major} ("${image}"), which refuses PostgreSQL ${to}`,
    );
    return [...(this.isArchiveShared ? [shared] : []), ...(distributions ? [other] : []), ...dumps, ...this.#lost];
  }
}
