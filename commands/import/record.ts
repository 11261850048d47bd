import { createHash } from 'node:crypto';
import { Version } from '../../values/cnpg/version';
import { compare } from '../../values/collections/compare';
import { array, type JsonObject, type JsonValue, object, printJson } from './canonical-json';
import { toCrd } from './crd';
import type { FoundCrd } from './find-crds';
import { keepsReleases } from './kinds';

/** The text of `sources.json` with what was found now; entries of other inputs stay. */
export function recordSources(before: string | null, crds: readonly FoundCrd[]): string {
  const entries = new Map(parse(before).map((entry) => [keyOf(entry), entry]));
  for (const crd of crds) {
    const { name } = toCrd(crd.facts).metadata;
    const sha256 = sha256Of(crd);
    const key = keyOf({ name, version: crd.release });
    const old = entries.get(key);
    // Equal content from a source that knows no version, or that only this machine can reach, says less than what is recorded.
    const known = old !== undefined && old.sha256 === sha256 && (crd.release ?? old.version) === old.version;
    if (known && !(isUrl(crd.origin) && !isUrl(old.origin))) continue;
    entries.set(key, { name, version: known ? (old.version ?? null) : crd.release, origin: crd.origin, sha256 });
  }
  return printJson([...entries.values()].sort(byNameAndVersion));
}

/** The version that `sources.json` records of a CRD with this content; undefined if it knows no such content. */
export function recordedRelease(before: string | null, crd: FoundCrd): string | undefined {
  const { name } = toCrd(crd.facts).metadata;
  const entry = parse(before).find((each) => each.name === name && each.sha256 === sha256Of(crd));
  return typeof entry?.version === 'string' ? entry.version : undefined;
}

/** The version that `sources.json` records of a CRD of which one release is kept. */
export function recordedVersion(before: string | null, name: string): JsonValue {
  return parse(before).find((entry) => entry.name === name)?.version ?? null;
}

function keyOf({ name, version }: JsonObject): string {
  const group = String(name).replace(/^[^.]*\./, '');
  return keepsReleases(group) ? `${String(name)} ${String(version)}` : String(name);
}

function sha256Of({ content }: FoundCrd): string {
  return createHash('sha256').update(content).digest('hex');
}

function byNameAndVersion(a: JsonObject, b: JsonObject): number {
  return (
    compare(String(a.name), String(b.name)) ||
    Version.parse(String(a.version)).compareTo(Version.parse(String(b.version)))
  );
}

function parse(text: string | null): readonly JsonObject[] {
  if (text === null) return [];
  try {
    return array(JSON.parse(text) as JsonValue).map(object);
  } catch {
    throw new Error('sources.json is not JSON; restore it from git, or remove it and import everything');
  }
}

function isUrl(origin: JsonValue | undefined): boolean {
  return typeof origin === 'string' && /^https?:/i.test(origin);
}
