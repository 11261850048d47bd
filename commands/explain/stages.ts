import type { Severity } from '../../manifests/object/violation';

/** What is said of any object, of any kind, before its own rules are asked. */
export interface StageRule {
  readonly id: string;
  readonly says: string;
  readonly severity: Severity;
  /** Who says it. */
  readonly from: keyof typeof SOURCES;
}

export const SOURCES = {
  kubectl: 'https://kubernetes.io/docs/reference/kubectl/generated/kubectl_apply/',
  fields: 'https://kubernetes.io/docs/reference/using-api/api-concepts/#field-validation',
  schema: 'https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#validation',
  versions: 'https://kubernetes.io/docs/reference/using-api/deprecation-guide/',
  cel: 'https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#validation-rules',
  metadata: 'https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/object-meta/',
  webhook: 'https://github.com/cloudnative-pg/cloudnative-pg/tree/v1.28.0/internal/webhook/v1',
  here: 'https://github.com/cloudnative-pg/cloudnative-pg/tree/v1.28.0/config/crd/bases',
} as const;

function rows(from: StageRule['from'], severity: Severity, texts: Readonly<Record<string, string>>): StageRule[] {
  return Object.entries(texts).map(([id, says]) => ({ id, says, severity, from }));
}

export const STAGE_RULES: readonly StageRule[] = [
  ...rows('kubectl', 'error', {
    'yaml-syntax': 'A document is YAML or JSON in UTF-8, and has a form in JSON: keys are texts, numbers are finite',
    'yaml-document-end': 'There is no object between ... and the next ---: kubectl never reads it',
    'yaml-directive':
      'A document has no %YAML and no %TAG: kubectl splits streams at --- and refuses what is left above it',
    'document-too-large': 'A document has less than 10 MB; the API server takes 3',
    'object-type': 'A document is an object',
    'object-kind': 'An object has apiVersion and kind',
    'object-metadata': 'metadata is an object',
  }),
  ...rows('kubectl', 'warning', {
    'yaml-merge':
      'A << is above the keys that override its own: in kubectl the later one wins, in other readers it does not',
    'yaml-tag': 'A tag other than those of YAML (!!str, !!int, …) means nothing to kubectl',
  }),
  ...rows('fields', 'error', {
    'duplicate-field': 'A key is given once (strict field validation, which kubectl asks for)',
    'unknown-field': 'A field is one that the schema knows (strict field validation, which kubectl asks for)',
    decode: 'An object can be read into the types of the API server and of CNPG’s webhooks',
  }),
  ...rows('metadata', 'error', {
    'metadata-annotations': 'Annotations have qualified names and, all together, less than 256 KiB',
    'metadata-finalizers': 'Finalizers have qualified names',
    'metadata-immutable': 'An update keeps what belongs to the identity of an object',
    'metadata-labels': 'Labels have qualified names and short values',
    'metadata-name': 'An object has a name of the form that its kind takes',
    'metadata-namespace': 'Objects of a namespaced kind have a namespace, those of the cluster have none',
    'metadata-owners': 'Owner references are complete, and one of them at most is the controller',
    'metadata-resource-version': 'An update names the version that it replaces',
    'metadata-type': 'The fields of metadata have their types',
  }),
  ...rows('schema', 'error', {
    'schema-type': 'A value has the type that the schema says',
    'schema-required': 'Required fields are there',
    'schema-enum': 'A value is one of those allowed',
    'schema-range': 'A number is within its range',
    'schema-length': 'A text is neither too short nor too long',
    'schema-size': 'A list or map has neither too few nor too many entries',
    'schema-pattern': 'A text has the form of its pattern',
    'schema-format': 'A text has the format that the schema names',
    'schema-combination': 'A value keeps oneOf, anyOf, allOf and not',
    'schema-duplicate': 'Lists that are sets or maps have no two entries alike',
  }),
  ...rows('versions', 'error', {
    'api-version-unserved': 'Kubernetes and CNPG serve the kind in this apiVersion: it exists, and is not removed',
  }),
  ...rows('versions', 'warning', {
    'api-version-unknown': 'A kind of another product has the known apiVersion',
  }),
  ...rows('cel', 'error', { 'schema-cel': 'A value keeps the CEL rules of its schema, those on updates too' }),
  ...rows('webhook', 'warning', {
    'validation-disabled': 'The annotation cnpg.io/validation: disabled switches all of CNPG’s validation off',
    'validation-annotation': 'The annotation cnpg.io/validation is enabled or disabled; anything else means enabled',
  }),
  ...rows('here', 'info', {
    'schema-unknown-kind': 'Nothing is known of this kind here, so that nothing was checked',
    'target-schema': 'The target is newer than the schemas known here: fields that it added are reported as unknown',
  }),
];

/** What is said of suppressions and of rules themselves. */
export const OWN_RULES: Readonly<Record<string, string>> = {
  'rule-failed': 'A rule could not judge an object; the other rules still count',
  'suppression-admission': 'What the cluster would refuse cannot be suppressed',
  'suppression-expired': 'A suppression has not passed the day on which it expires',
  'suppression-expires': 'A suppression expires on a day, such as 2027-01-31',
  'suppression-reason': 'A suppression gives a reason',
  'suppression-unknown-rule': 'A suppression names a rule that exists',
  'suppression-unused': 'A suppression is needed, once',
};
