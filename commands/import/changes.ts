import { isJsonObject, type JsonObject, type JsonValue, object, without } from './canonical-json';
import type { CrdFacts } from './crd';

/** What a new version of a CRD says otherwise than the old one, a line each: `Cluster spec.foo added`. */
export function changesOf(before: readonly CrdFacts[], after: readonly CrdFacts[]): readonly string[] {
  const kind = after[0]?.names.kind ?? '';
  if (before.length === 0) return [`${kind} added`];
  const old = new Map(before.map((facts) => [facts.versions[0].name, facts]));
  const lines = after.flatMap((facts) => {
    const [version] = facts.versions;
    const same = old.get(version.name);
    old.delete(version.name);
    // The storage version is the one people write; its name would only be noise.
    const label = version.storage === true ? kind : `${kind} ${version.name}`;
    if (same === undefined) return [`${kind} version ${version.name} added`];
    return [
      ...keywordChanges(headOf(same), headOf(facts)).map((change) => `${label} CRD ${change}`),
      ...schemaChanges(schemaOf(same), schemaOf(facts), '').map((change) => `${label} ${change}`),
    ];
  });
  return [...lines, ...[...old.keys()].map((name) => `${kind} version ${name} dropped`)];
}

function headOf(facts: CrdFacts): JsonObject {
  return { ...without({ ...facts }, 'versions'), ...without(facts.versions[0], 'schema', 'name') };
}

function schemaOf(facts: CrdFacts): JsonObject {
  return object(facts.versions[0].schema.openAPIV3Schema);
}

function schemaChanges(before: JsonObject, after: JsonObject, path: string): readonly string[] {
  const [old, now] = [childrenOf(before, path), childrenOf(after, path)];
  const own = keywordChanges(keywordsOf(before), keywordsOf(after)).map((change) => `${path || 'object'} ${change}`);
  const inside = [...new Set([...old.keys(), ...now.keys()])].sort().flatMap((child) => {
    const [a, b] = [old.get(child), now.get(child)];
    if (a !== undefined && b !== undefined) return schemaChanges(a, b, child);
    const fields = countFields(a ?? b ?? {});
    const size = fields === 0 ? '' : ` (and ${fields} ${fields === 1 ? 'field' : 'fields'} inside)`;
    return [`${child} ${a === undefined ? 'added' : 'dropped'}${size}`];
  });
  return [...own, ...inside];
}

/** The schemas right below by path: `spec.plugins`, `spec.plugins[]` for the items of a list, `spec.labels.*` for the values of a map. */
function childrenOf(schema: JsonObject, path: string): Map<string, JsonObject> {
  const children = new Map<string, JsonObject>();
  for (const [name, child] of Object.entries(object(schema.properties))) {
    children.set(path === '' ? name : `${path}.${name}`, object(child));
  }
  if (isJsonObject(schema.items)) children.set(`${path}[]`, schema.items);
  if (isJsonObject(schema.additionalProperties)) children.set(`${path}.*`, schema.additionalProperties);
  return children;
}

function keywordsOf(schema: JsonObject): JsonObject {
  const bare = without(schema, 'properties', 'items');
  return isJsonObject(bare.additionalProperties) ? without(bare, 'additionalProperties') : bare;
}

function countFields(schema: JsonObject): number {
  const below = [...childrenOf(schema, '').values()].reduce((sum, child) => sum + countFields(child), 0);
  return Object.keys(object(schema.properties)).length + below;
}

function keywordChanges(before: JsonObject, after: JsonObject): readonly string[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].sort().flatMap((key) => {
    const [a, b] = [before[key], after[key]];
    if (JSON.stringify(a) === JSON.stringify(b)) return [];
    if (Array.isArray(a ?? []) && Array.isArray(b ?? [])) {
      const [old, now] = [
        ((a ?? []) as readonly JsonValue[]).map(short),
        ((b ?? []) as readonly JsonValue[]).map(short),
      ];
      const items = [
        ...now.filter((item) => !old.includes(item)).map((item) => `+${item}`),
        ...old.filter((item) => !now.includes(item)).map((item) => `-${item}`),
      ];
      return [`${key} ${items.length > 0 ? items.join(' ') : 'in another order'}`];
    }
    if (a === undefined) return [`${key} ${short(b)} added`];
    return [b === undefined ? `${key} ${short(a)} dropped` : `${key} ${short(a)} → ${short(b)}`];
  });
}

function short(value: JsonValue | undefined): string {
  const rule = isJsonObject(value) && Object.keys(value).length === 1 ? value.rule : undefined;
  return JSON.stringify(rule ?? value ?? null);
}
