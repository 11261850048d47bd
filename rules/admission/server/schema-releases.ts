import { OPERATOR_RELEASES } from '../../../manifests/releases/operator-releases';
import { PLUGIN_SCHEMAS } from '../../../manifests/releases/plugin-releases';
import type { JudgedTarget, UnknownVersion } from '../../../values/cnpg/target';
import { Version } from '../../../values/cnpg/version';
import { remember } from '../../../values/collections/remember';

/** A product with schemas of several releases. */
interface Product {
  readonly name: string;
  readonly part: 'operator' | 'plugin';
  /** Oldest first. */
  readonly releases: readonly string[];
}

/** The releases by whose schemas a version is judged. */
export interface SchemaReleases {
  readonly product: string;
  readonly part: Product['part'];
  readonly by: string;
  /** For a version between two releases: what only `by` refuses is not an error. @default - `by` decides alone */
  readonly also?: string;
  /** Whether the version may have fields that `by` does not know: it is newer than all releases, or not known. */
  readonly mayKnowMore: boolean;
  /** What the run says of it. @default - nothing: these are the schemas of the version */
  readonly note?: string;
}

const PRODUCTS = new Map<string, Product>([
  [
    'postgresql.cnpg.io',
    { name: 'CloudNativePG', part: 'operator', releases: OPERATOR_RELEASES.flatMap(({ schemas }) => schemas) },
  ],
  ['barmancloud.cnpg.io', { name: 'the Barman Cloud plugin', part: 'plugin', releases: PLUGIN_SCHEMAS }],
]);

/** Undefined for a group of which one release is known, whatever the target. */
export function schemaReleases(group: string, target: JudgedTarget): SchemaReleases | undefined {
  const product = PRODUCTS.get(group);
  if (product === undefined) return undefined;
  const releases = chosen(`${group} ${target[product.part]}`);
  const unknown = target.unknown?.[product.part];
  return unknown === undefined ? releases : { ...releases, mayKnowMore: true, ...noteOf(unknown, releases) };
}

/** Of an older one, which lacks fields rather than has more, the run says enough where it names what it judges by. */
function noteOf({ evidence, age }: UnknownVersion, { product, by }: SchemaReleases): Pick<SchemaReleases, 'note'> {
  if (age === 'older') return {};
  const note = `judged by the schemas of ${product} ${by}; the target is that of ${evidence}, which is not known: fields that ${by} does not know are warnings`;
  return { note };
}

/** All releases of which schemas are known, oldest first. */
export function knownReleases(group: string): readonly string[] {
  return PRODUCTS.get(group)?.releases ?? [];
}

const chosen = remember((key): SchemaReleases => {
  const [group = '', version = ''] = key.split(' ');
  const { name, part, releases } = PRODUCTS.get(group) as Product;
  return { product: name, part, ...choose(Version.parse(version), name, releases) };
});

function choose(wanted: Version, name: string, releases: readonly string[]): Omit<SchemaReleases, 'product' | 'part'> {
  const older = releases.findLast((release) => wanted.compareTo(Version.parse(release)) >= 0);
  const newer = releases.find((release) => wanted.compareTo(Version.parse(release)) < 0);
  if (older !== undefined && wanted.compareTo(Version.parse(older)) === 0) return { by: older, mayKnowMore: false };
  const target = `the target is ${wanted}`;
  if (newer === undefined) {
    const by = older ?? '';
    const note = `judged by the schemas of ${name} ${by}, the newest known here; ${target}: fields that ${by} does not know are warnings`;
    return { by, mayKnowMore: true, note };
  }
  if (older === undefined) {
    const note = `judged by the schemas of ${name} ${newer}, the oldest known here; ${target}: fields that it does not have yet pass`;
    return { by: newer, mayKnowMore: false, note };
  }
  const note = (by: string, also: string) =>
    `judged by the schemas of ${name} ${by} and ${also}; ${target}: what only one of them refuses is not an error`;
  if (!sameMinor(wanted, newer) || sameMinor(wanted, older)) {
    return { by: older, also: newer, mayKnowMore: false, note: note(older, newer) };
  }
  // The first release of the minor before is older than this one. Its last one may be newer, with the same repairs.
  const first = releases.find((release) => sameMinor(Version.parse(release), older)) ?? older;
  return { by: newer, also: first, mayKnowMore: false, note: note(newer, first) };
}

function sameMinor({ major, minor }: Version, release: string): boolean {
  const other = Version.parse(release);
  return major === other.major && minor === other.minor;
}
