import { Version } from '../../values/cnpg/version';

/**
 * The versions that an upgrade goes through: of each minor between the newest known release, then the wanted one. Skipping a minor is not
 * tested upstream. Empty where the wanted version is not newer.
 */
export function upgradePath(from: string, to: string, known: readonly string[]): string[] {
  const [start, end] = [Version.parse(from), Version.parse(to)];
  if (end.compareTo(start) <= 0) return [];
  const between = known
    .map((version) => Version.parse(version))
    .filter((version) => version.compareTo(start) > 0 && version.compareTo(end) < 0)
    .filter((version) => !isSameMinor(version, start) && !isSameMinor(version, end))
    .sort((a, b) => a.compareTo(b));
  const newest = between.filter((version, i) => !isSameMinor(version, between[i + 1]));
  return [...newest, end].map(String);
}

function isSameMinor(a: Version, b: Version | undefined): boolean {
  return a.major === b?.major && a.minor === b.minor;
}
