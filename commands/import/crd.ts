import { array, isJsonObject, type JsonObject, type JsonValue, object, without } from './canonical-json';
import { mapSchemas, stripProse } from './schema';

/** What a CRD says of one of its versions, prose apart: the content of `imports/facts/<group>/<version>/<Kind>.json`. */
export interface CrdFacts {
  readonly group: string;
  readonly names: JsonObject & { readonly kind: string; readonly plural: string };
  readonly scope: 'Cluster' | 'Namespaced';
  readonly conversion?: JsonObject;
  /** Always one; the other versions of a kind have files of their own. */
  readonly versions: readonly [CrdVersion];
}

/** As in the CRD: served, storage, subresources, schema.openAPIV3Schema and the rest. */
export type CrdVersion = JsonObject & { readonly name: string; readonly schema: JsonObject };

export interface Crd extends JsonObject {
  readonly apiVersion: 'apiextensions.k8s.io/v1';
  readonly kind: 'CustomResourceDefinition';
  readonly metadata: { readonly name: string };
  readonly spec: JsonObject;
}

const VERSION = /^v([1-9]\d*)(?:(alpha|beta)([1-9]\d*))?$/;

/**
 * The facts of a CRD, newest version first, from any of its forms: the release's YAML with its prose, or what `kubectl get crd -o yaml` prints.
 *
 * @throws Error that names what the CRD lacks
 */
export function factsOf(crd: JsonObject): readonly CrdFacts[] {
  if (crd.apiVersion !== 'apiextensions.k8s.io/v1') {
    throw new Error(`apiVersion is ${JSON.stringify(crd.apiVersion)}; only apiextensions.k8s.io/v1 is read`);
  }
  const spec = object(crd.spec);
  const group = text(spec.group, 'spec.group');
  const names = namesOf(object(spec.names));
  if (object(crd.metadata).name !== `${names.plural}.${group}`) {
    throw new Error(`metadata.name is ${JSON.stringify(object(crd.metadata).name)}, not ${names.plural}.${group}`);
  }
  const { scope } = spec;
  if (scope !== 'Cluster' && scope !== 'Namespaced') {
    throw new Error(`spec.scope is ${JSON.stringify(scope)}, not Cluster or Namespaced`);
  }
  const versions = array(spec.versions).map((version, i) => versionOf(object(version), `spec.versions[${i}]`));
  if (versions.length === 0) throw new Error('spec.versions is empty');
  if (new Set(versions.map(({ name }) => name)).size < versions.length) throw new Error('spec.versions repeats a name');
  if (versions.filter(({ storage }) => storage === true).length !== 1) {
    throw new Error('spec.versions needs exactly one version with storage: true');
  }
  const conversion = conversionOf(object(spec.conversion));
  return versions.sort(byPriority).map((version) => ({ ...conversion, group, names, scope, versions: [version] }));
}

/** The CRD that the facts were taken from, without its prose. Give it all versions of one kind. */
export function toCrd(facts: readonly CrdFacts[]): Crd {
  const [first] = facts;
  if (first === undefined) throw new Error('a CRD has at least one version');
  const versions = facts.flatMap((each) => each.versions).sort(byPriority);
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `${first.names.plural}.${first.group}` },
    spec: { ...first, versions },
  };
}

function namesOf(names: JsonObject): CrdFacts['names'] {
  const kind = text(names.kind, 'spec.names.kind');
  const plural = text(names.plural, 'spec.names.plural');
  // The API server adds these two, so that a CRD read from a cluster has them and its release may not.
  const defaulted = { ...names, kind, listKind: names.listKind ?? `${kind}List`, plural };
  const all = { ...defaulted, singular: names.singular ?? kind.toLowerCase() };
  return sorted(all, ([, value]) => !(Array.isArray(value) && value.length === 0));
}

function conversionOf(conversion: JsonObject): { conversion?: JsonObject } {
  if (conversion.strategy === undefined || conversion.strategy === 'None') return {};
  const webhook = object(conversion.webhook);
  if (!isJsonObject(webhook.clientConfig)) return { conversion };
  // cert-manager's injector writes the certificate of one installation into it.
  const clientConfig = without(webhook.clientConfig, 'caBundle');
  return { conversion: { ...conversion, webhook: { ...webhook, clientConfig } } };
}

function versionOf(version: JsonObject, path: string): CrdVersion {
  const name = text(version.name, `${path}.name`);
  if (!VERSION.test(name))
    throw new Error(`${path}.name is ${JSON.stringify(name)}, not a version such as v1 or v1beta1`);
  const schema = object(version.schema).openAPIV3Schema;
  if (!isJsonObject(schema) || Object.keys(schema).length === 0) {
    throw new Error(`${path} (${name}) has no schema.openAPIV3Schema`);
  }
  refuseCode(schema);
  const columns = array(version.additionalPrinterColumns).map((column) => {
    const bare = without(object(column), 'description');
    return bare.priority === 0 ? without(bare, 'priority') : bare;
  });
  const rest = version.deprecated === false ? without(version, 'deprecated') : version;
  const bare = { ...rest, name, additionalPrinterColumns: columns, schema: { openAPIV3Schema: stripProse(schema) } };
  return sorted(bare, ([key]) => key !== 'additionalPrinterColumns' || columns.length > 0);
}

// cdk8s prints names as identifiers and enum values inside comments: what is more than that would be code of a stranger in our build.
function refuseCode(schema: JsonObject): JsonObject {
  const name = Object.keys(object(schema.properties)).find((property) => !/^[A-Za-z_$][\w$.-]*$/.test(property));
  if (name !== undefined)
    throw new Error(`the schema has a property ${JSON.stringify(name)}, which is not an identifier`);
  const bad = array(schema.enum).find((value) => typeof value === 'string' && value.includes('*/'));
  if (bad !== undefined) throw new Error(`the schema has an enum value ${JSON.stringify(bad)}, which ends a comment`);
  return mapSchemas(schema, refuseCode);
}

/** Kubernetes' order of versions: general availability, then beta, then alpha, the highest number first. */
function byPriority(a: { readonly name: string }, b: { readonly name: string }): number {
  const [left, right] = [rank(a.name), rank(b.name)];
  return right[0] - left[0] || right[1] - left[1] || right[2] - left[2];
}

function rank(name: string): readonly [number, number, number] {
  const [, major, stage, minor] = VERSION.exec(name) ?? [];
  return [stage === undefined ? 2 : stage === 'beta' ? 1 : 0, Number(major ?? 0), Number(minor ?? 0)];
}

function sorted<T extends JsonObject>(value: T, keep: (entry: readonly [string, JsonValue]) => boolean): T {
  return Object.fromEntries(
    Object.entries(value)
      .filter(keep)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  ) as T;
}

function text(value: JsonValue | undefined, path: string): string {
  if (typeof value !== 'string' || value === '') throw new Error(`${path} is missing`);
  return value;
}
