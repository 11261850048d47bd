import { CHARTS, installedBy } from '../../values/cnpg/chart-versions';
import { newestIn, newestOf } from '../../values/cnpg/helm-range';
import type { UnknownVersion } from '../../values/cnpg/target';
import { Version } from '../../values/cnpg/version';
import { attempt } from '../../values/text/invalid-value';
import { OPERATOR_RELEASES } from '../releases/operator-releases';

/** What a platform runs for databases. */
export type Component = 'operator' | 'plugin';

/** A version of a component, and what says so. */
export interface Seen {
  readonly component: Component;
  readonly version: string;
  /** `chart 0.28.2`, `image ghcr.io/cloudnative-pg/cloudnative-pg:1.29.1`; with what was assumed, where it does not name one version. */
  readonly evidence: string;
  /** The chart is not in the table: where it lies among those that are, of which the nearest gives the version. @default - it is known */
  readonly unknown?: UnknownVersion['age'];
}

const COMPONENTS: ReadonlyMap<string, Component> = new Map([
  ['cloudnative-pg', 'operator'],
  ['plugin-barman-cloud', 'plugin'],
]);

const EXACT = /^v?\d+\.\d+\.\d+(?:-[0-9A-Za-z.-]+)?(?:\+.*)?$/;
/** Tags of images have words behind the version: `1.30.0-ubi9`. */
const TAG = /^v?(\d+\.\d+\.\d+(?:-(?:alpha|beta|rc)\d+)?)(?:-|$)/;
const MINOR = /^(?:release-)?v?(\d+\.\d+)$/;
const CHART_TAG = /^(?:cloudnative-pg|plugin-barman-cloud)-v?(\d.*)$/;
const IMAGE = /(?:^|\/)(cloudnative-pg|plugin-barman-cloud)(?::([^/@]+))?(?:@.*)?$/;
const REPOSITORY =
  /github(?:usercontent)?\.com[/:]cloudnative-pg\/(cloudnative-pg|plugin-barman-cloud|charts)(?=\.git|[/?]|$)/;
const REFERENCE =
  /[?&](?:ref|version)=([^&]+)|\/(?:releases\/download|archive)\/([^/]+)\/|githubusercontent\.com\/[^/]+\/[^/]+\/(?:refs\/(?:tags|heads)\/)?([^/]+)\//;
const RELEASE_FILE = /(?:^|\/|\{|,)cnpg-(\d+\.\d+\.\d+(?:-[a-z]+\d+)?)\.yaml/;

/** A chart by its name, at a version or a range; no version is the newest. Undefined for other charts. */
export function chartSeen(chart: string, revision: string | undefined): Seen | undefined {
  const name = chart.replace(/\/+$/, '').split('/').at(-1) ?? '';
  const component = COMPONENTS.get(name);
  if (component === undefined) return undefined;
  const given = revision?.trim() ?? '';
  const exact = installedBy(name, given);
  if (exact !== undefined) return { component, version: exact, evidence: `chart ${given}` };
  const known = Object.keys(CHARTS[name] ?? {});
  const what = given === '' ? 'chart without a version' : `chart ${given}`;
  const allowed = EXACT.test(given) ? undefined : newestIn(known, given === '' ? '*' : given);
  const version = installedBy(name, allowed);
  if (version !== undefined)
    return { component, version, evidence: `${what}, of which the newest known is ${allowed}` };
  const nearest = nearestOf(name, known, given);
  return nearest && { component, evidence: what, ...nearest };
}

/** What to write in place of a version of a chart that moves. */
export function pinOf(chart: string, range: string): string {
  const known = newestIn(Object.keys(CHARTS[chart] ?? {}), range === '' ? '*' : range);
  return `write the version that is installed${known === undefined ? '' : `; the newest known that this allows is ${known}`}`;
}

/** What stands for an unknown chart, or for the first of a range of them: the last known one before it, or the oldest. */
function nearestOf(
  chart: string,
  known: readonly string[],
  given: string,
): Pick<Seen, 'version' | 'unknown'> | undefined {
  const [first = ''] = /\d+(?:\.\d+){1,2}/.exec(given) ?? [];
  const wanted = attempt(() => Version.parse(first));
  if (wanted === undefined) return undefined;
  const before = newestOf(known.filter((each) => Version.parse(each).compareTo(wanted) < 0));
  const version = installedBy(chart, before ?? known[0]);
  if (version === undefined) return undefined;
  if (before === undefined) return { version, unknown: 'older' };
  return { version, unknown: before === newestOf(known) ? 'newer' : 'between' };
}

/** An image of the operator or of the plugin. Undefined for other images, and where only a digest or a moving tag tells the version. */
export function imageSeen(image: string): Seen | undefined {
  const [, name = '', tag = ''] = IMAGE.exec(image) ?? [];
  const component = COMPONENTS.get(name);
  return component && tagSeen(component, tag, `image ${image.replace(/@.*$/, '')}`);
}

/** A tag of an image. */
export function tagSeen(component: Component, tag: string, evidence: string): Seen | undefined {
  const [, exact] = TAG.exec(tag) ?? [];
  if (exact !== undefined) return { component, version: exact, evidence };
  const [, minor] = MINOR.exec(tag) ?? [];
  const { patch } = OPERATOR_RELEASES.find(({ operator }) => operator === minor) ?? {};
  if (component !== 'operator' || minor === undefined) return undefined;
  // A minor that is in no table is a version of its own: older or newer than all that is known.
  if (patch === undefined) return { component, version: minor, evidence };
  return { component, version: patch, evidence: `${evidence}, of which the newest known is ${patch}` };
}

/** A git repository of CloudNativePG at a tag or a release branch. Undefined for other repositories and moving branches. */
export function gitSeen(url: string, ref: string | undefined, path = ''): Seen | undefined {
  const [, name = ''] = REPOSITORY.exec(url) ?? [];
  const tag = ref?.replace(/^refs\/(?:tags|heads)\//, '') ?? '';
  if (name === 'charts') {
    const [, chart] = CHART_TAG.exec(tag) ?? [];
    return chart === undefined ? undefined : chartSeen(path || tag.replace(/-v?\d.*$/, ''), chart);
  }
  const component = COMPONENTS.get(name);
  // A folder of releases has those of the past, too: which one is applied, its name tells.
  return (component && fileSeen(path)) ?? (component && tagSeen(component, tag, `git ${tag}`));
}

/** The manifest of a release of the operator, by the name of its file. */
export function fileSeen(path: string): Seen | undefined {
  const [, version] = RELEASE_FILE.exec(path) ?? [];
  return version === undefined ? undefined : { component: 'operator', version, evidence: `cnpg-${version}.yaml` };
}

/** A resource of a kustomization: a URL with a reference, or a file. */
export function resourceSeen(resource: string): Seen | undefined {
  const file = fileSeen(resource);
  if (file !== undefined || !REPOSITORY.test(resource)) return file;
  const [, query, download, raw] = REFERENCE.exec(resource) ?? [];
  return gitSeen(resource, query ?? download ?? raw);
}
