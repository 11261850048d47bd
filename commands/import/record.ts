import { createHash } from 'node:crypto';
import { array, type JsonObject, type JsonValue, object, printJson } from './canonical-json';
import { toCrd } from './crd';
import type { FoundCrd } from './find-crds';

/** The text of `sources.json` with what was found now; entries of other inputs stay. */
export function recordSources(before: string | null, crds: readonly FoundCrd[], release: string | undefined): string {
  const entries = new Map(parse(before).map((entry) => [String(entry.name), entry]));
  for (const crd of crds) {
    const { name } = toCrd(crd.facts).metadata;
    const sha256 = createHash('sha256').update(crd.content).digest('hex');
    const version = release ?? crd.release;
    const old = entries.get(name);
    // Equal content from a source that knows no version, or that only this machine can reach, says less than what is recorded.
    const known = old !== undefined && old.sha256 === sha256 && (version === null || version === old.version);
    if (known && !(isUrl(crd.origin) && !isUrl(old.origin))) continue;
    entries.set(name, { name, version: known ? (old.version ?? null) : version, origin: crd.origin, sha256 });
  }
  return printJson([...entries.values()].sort((a, b) => (String(a.name) < String(b.name) ? -1 : 1)));
}

/** The versions that `sources.json` records, by name of the CRD. */
export function recordedVersions(before: string | null): ReadonlyMap<string, JsonValue> {
  return new Map(parse(before).map((entry) => [String(entry.name), entry.version ?? null]));
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
