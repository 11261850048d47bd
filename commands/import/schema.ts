import { array, isJsonObject, type JsonObject, type JsonValue, object, without } from './canonical-json';

const SCHEMA = ['items', 'additionalItems', 'additionalProperties', 'not'];
const SCHEMAS = ['allOf', 'anyOf', 'oneOf'];
const NAMED_SCHEMAS = ['properties', 'patternProperties', 'definitions', 'dependencies'];

/** Rebuilds a schema with `change` applied to each schema inside it. Names, defaults and enums are not schemas and are left alone. */
export function mapSchemas(schema: JsonObject, change: (child: JsonObject) => JsonObject): JsonObject {
  const each = (value: JsonValue): JsonValue => (isJsonObject(value) ? change(value) : value);
  return Object.fromEntries(
    Object.entries(schema).map(([key, value]) => {
      if (NAMED_SCHEMAS.includes(key) && isJsonObject(value)) {
        return [key, Object.fromEntries(Object.entries(value).map(([name, child]) => [name, each(child)]))];
      }
      if (Array.isArray(value) && (SCHEMAS.includes(key) || key === 'items')) return [key, value.map(each)];
      return [key, SCHEMA.includes(key) ? each(value) : value];
    }),
  );
}

// What the API server leaves out when it prints a CRD, because it is the default.
const FALSE_IS_DEFAULT = [
  'nullable',
  'uniqueItems',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'x-kubernetes-embedded-resource',
  'x-kubernetes-int-or-string',
];

/** A schema without what is written for people: a field that is named `description` is a field and stays. */
export function stripProse(schema: JsonObject): JsonObject {
  const bare = Object.fromEntries(
    Object.entries(without(schema, 'description', 'title', 'externalDocs', 'example'))
      .filter(([key, value]) => !(value === false && FALSE_IS_DEFAULT.includes(key)))
      .map(([key, value]) => [key, key === 'x-kubernetes-validations' ? bareRules(value) : value]),
  );
  return mapSchemas(bare, stripProse);
}

function bareRules(rules: JsonValue): JsonValue {
  return array(rules).map((rule) => without(object(rule), 'message', 'messageExpression'));
}
