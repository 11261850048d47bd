import { attempt } from '../text/invalid-value';
import { satisfies, Version } from './version';

/**
 * The newest of some releases that a version range of Helm allows, such as `0.28.x`, `~0.27.1`, `>=0.27, <0.29` or `0.27.x || 0.29.0`;
 * undefined if it allows none of them, or is not a range.
 *
 * @see https://helm.sh/docs/chart_best_practices/dependencies/#versions
 */
export function newestIn(versions: readonly string[], range: string): string | undefined {
  const alternatives = range.split('||').map((each) => comparators(each.trim()));
  const allowed = versions.filter((version) =>
    alternatives.some((alternative) => attempt(() => satisfies(version, alternative)) === true),
  );
  return newestOf(allowed);
}

/** The newest of some versions; undefined for none. */
export function newestOf(versions: readonly string[]): string | undefined {
  return versions.reduce<string | undefined>(
    (newest, each) =>
      newest === undefined || Version.parse(newest).compareTo(Version.parse(each)) < 0 ? each : newest,
    undefined,
  );
}

/** What Helm writes shorter, as comparators; the rest as it is. */
function comparators(range: string): string {
  return range
    .replace(/,/g, ' ')
    .replace(/(\S+)\s+-\s+(\S+)/g, '>=$1 <=$2')
    .replace(/([<>=~^])\s+/g, '$1')
    .split(' ')
    .map((word) => shorthand(word))
    .join(' ');
}

function shorthand(word: string): string {
  const [, kind = '', major, minor, patch] = /^(~>?|\^)v?(\d+)(?:\.(\d+))?(?:\.(\d+))?$/.exec(word) ?? [];
  if (major === undefined) return word;
  const from = `>=${[major, minor, patch].filter((part) => part !== undefined).join('.')}`;
  // Below 1.0 a minor may break what worked: `^0.28.1` stays in 0.28.
  const isMinor = minor !== undefined && (kind !== '^' || major === '0');
  return `${from} <${isMinor ? `${major}.${Number(minor) + 1}` : Number(major) + 1}`;
}
