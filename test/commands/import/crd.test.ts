import { describe, expect, it } from 'vitest';
import { type JsonObject, object } from '../../../commands/import/canonical-json';
import { factsOf, toCrd } from '../../../commands/import/crd';

const schema = { openAPIV3Schema: { type: 'object', properties: { spec: { type: 'object' } } } };
const v1 = { name: 'v1', served: true, storage: true, schema };

function crd(spec: JsonObject = {}, top: JsonObject = {}): JsonObject {
  const names = { kind: 'Backup', plural: 'backups' };
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: 'backups.postgresql.cnpg.io' },
    spec: { group: 'postgresql.cnpg.io', names, scope: 'Namespaced', versions: [v1], ...spec },
    ...top,
  };
}

function property(schemaOfX: JsonObject, name = 'x'): JsonObject {
  const openAPIV3Schema = { type: 'object', properties: { [name]: schemaOfX } };
  return crd({ versions: [{ ...v1, schema: { openAPIV3Schema } }] });
}

function stripped(schemaOfX: JsonObject): unknown {
  const [facts] = factsOf(property(schemaOfX));
  return object(object(facts?.versions[0].schema.openAPIV3Schema).properties).x;
}

describe('facts of a CRD', () => {
  it('make the CRD again, with the names that the API server adds', () => {
    const versions = [{ ...v1, subresources: { status: {} }, selectableFields: [{ jsonPath: '.spec.a' }] }];
    const given = crd({ versions });
    const names = { kind: 'Backup', listKind: 'BackupList', plural: 'backups', singular: 'backup' };
    expect(toCrd(factsOf(given))).toEqual({ ...given, spec: { ...object(given.spec), names } });
  });

  it('are one entry a version, the most stable first, whatever the order given', () => {
    const names = ['v1alpha1', 'v2beta1', 'v1', 'v10', 'v2beta2', 'v2'];
    const versions = names.map((name) => ({ ...v1, name, storage: name === 'v1' }));
    const facts = factsOf(crd({ versions }));
    const sorted = ['v10', 'v2', 'v1', 'v2beta2', 'v2beta1', 'v1alpha1'];
    expect(facts.map((each) => each.versions.map(({ name }) => name))).toEqual(sorted.map((name) => [name]));
    expect(facts).toEqual(factsOf(crd({ versions: versions.toReversed() })));
    expect(toCrd(facts.toReversed())).toEqual(toCrd(facts));
  });

  it.each<[string, JsonObject, JsonObject]>([
    ['a description', { type: 'string', description: 'Prose' }, { type: 'string' }],
    [
      'title, example and link',
      { title: 'a', example: 'b', externalDocs: { url: 'c' }, type: 'string' },
      { type: 'string' },
    ],
    ['prose of items', { items: { type: 'string', description: 'Prose' } }, { items: { type: 'string' } }],
    [
      'prose of a map',
      { additionalProperties: { description: 'Prose', type: 'string' } },
      { additionalProperties: { type: 'string' } },
    ],
    ['prose of alternatives', { anyOf: [{ description: 'Prose', type: 'string' }] }, { anyOf: [{ type: 'string' }] }],
    ['prose of a negation', { not: { description: 'Prose', type: 'string' } }, { not: { type: 'string' } }],
    [
      'messages of rules, not their rule, reason and field',
      {
        'x-kubernetes-validations': [
          { rule: 'r', message: 'm', messageExpression: 'e', reason: 'FieldValueInvalid', fieldPath: '.a' },
        ],
      },
      { 'x-kubernetes-validations': [{ rule: 'r', reason: 'FieldValueInvalid', fieldPath: '.a' }] },
    ],
    [
      'false where that is the default',
      { nullable: false, uniqueItems: false, 'x-kubernetes-int-or-string': false },
      {},
    ],
  ])('leave out %s', (_, given, expected) => {
    expect(stripped(given)).toEqual(expected);
  });

  it.each<[string, JsonObject]>([
    ['a field named description', { properties: { description: { type: 'string' }, title: { type: 'string' } } }],
    ['a default with such a key', { default: { description: 'a value' }, enum: [{ description: 'a value' }] }],
    ['what is required of it', { required: ['description'] }],
    [
      'a false that says something',
      { 'x-kubernetes-preserve-unknown-fields': false, additionalProperties: false, default: false },
    ],
  ])('keep %s', (_, given) => {
    expect(stripped(given)).toEqual(given);
  });

  it('leave out what one installation adds', () => {
    const webhook = { conversionReviewVersions: ['v1'], clientConfig: { service: { name: 's' }, caBundle: 'Q0E=' } };
    const [facts] = factsOf(crd({ conversion: { strategy: 'Webhook', webhook } }));
    expect(facts?.conversion).toEqual({
      strategy: 'Webhook',
      webhook: { conversionReviewVersions: ['v1'], clientConfig: { service: { name: 's' } } },
    });
    const none = { conversion: { strategy: 'None' }, preserveUnknownFields: false };
    expect(factsOf(crd(none, { status: { storedVersions: ['v1'] } }))).toEqual(factsOf(crd()));
  });
});

describe('a broken CRD is refused', () => {
  it.each<[string, JsonObject, string]>([
    [
      'the old API version',
      crd({}, { apiVersion: 'apiextensions.k8s.io/v1beta1' }),
      'only apiextensions.k8s.io/v1 is read',
    ],
    ['no group', crd({ group: '' }), 'spec.group is missing'],
    ['no kind', crd({ names: { plural: 'backups' } }), 'spec.names.kind is missing'],
    ['another name', crd({}, { metadata: { name: 'x' } }), 'metadata.name is "x", not backups.postgresql.cnpg.io'],
    ['a scope that is none', crd({ scope: 'World' }), 'spec.scope is "World"'],
    ['no version', crd({ versions: [] }), 'spec.versions is empty'],
    ['no list of versions', crd({ versions: 'v1' }), 'spec.versions is empty'],
    ['a version twice', crd({ versions: [v1, v1] }), 'repeats a name'],
    ['a version that is a path', crd({ versions: [{ ...v1, name: '../../v1' }] }), 'not a version such as v1'],
    ['no storage version', crd({ versions: [{ ...v1, storage: false }] }), 'exactly one version with storage: true'],
    [
      'no schema',
      crd({ versions: [{ name: 'v1', served: true, storage: true }] }),
      'spec.versions[0] (v1) has no schema',
    ],
    [
      'an empty schema',
      crd({ versions: [{ ...v1, schema: { openAPIV3Schema: {} } }] }),
      'has no schema.openAPIV3Schema',
    ],
    ['an enum value that would be code', property({ enum: ['*/ x = 1, /*'] }), 'which ends a comment'],
    ['a property that would be code', property({ type: 'string' }, 'a,b'), '"a,b", which is not an identifier'],
  ])('%s', (_, given, message) => {
    expect(() => factsOf(given)).toThrow(message);
  });
});
