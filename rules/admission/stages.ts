import type { Severity } from '../../manifests/object/violation';
import { OPERATOR_RELEASES } from '../../manifests/releases/operator-releases';
import { satisfies } from '../../values/cnpg/version';
import { type Entry, entries, type Subject } from '../engine/entry';

const KUBERNETES = 'https://kubernetes.io/docs';
const SCHEMAS = `${KUBERNETES}/tasks/extend-kubernetes/custom-resources/custom-resource-definitions`;

/** CNPG's own webhooks, in the newest known release that a range holds for. */
export function webhookSource(range = '*'): string {
  return operatorSource('internal/webhook/v1', range);
}

function operatorSource(folder: string, range = '*'): string {
  const release = OPERATOR_RELEASES.flatMap(({ schemas }) => schemas).findLast((each) => satisfies(each, range));
  return `https://github.com/cloudnative-pg/cloudnative-pg/tree/v${release}/${folder}`;
}

/** The source of a finding. */
const SOURCES = {
  kubectl: `${KUBERNETES}/reference/kubectl/generated/kubectl_apply/`,
  fields: `${KUBERNETES}/reference/using-api/api-concepts/#field-validation`,
  schema: `${SCHEMAS}/#validation`,
  versions: `${KUBERNETES}/reference/using-api/deprecation-guide/`,
  cel: `${SCHEMAS}/#validation-rules`,
  metadata: `${KUBERNETES}/reference/kubernetes-api/common-definitions/object-meta/`,
  webhook: webhookSource(),
  here: operatorSource('config/crd/bases'),
} as const;

function rows(
  from: keyof typeof SOURCES,
  severity: Severity,
  texts: Readonly<Record<string, string>>,
  subject: Subject = 'API server',
): Entry[] {
  return entries({ layer: 'admission', subject, severity, kinds: [], docs: SOURCES[from] }, texts);
}

/** Findings of the reader. */
export const READING: readonly Entry[] = [
  ...rows(
    'kubectl',
    'error',
    {
      'yaml-syntax': 'A document is YAML or JSON in UTF-8, and has a form in JSON: keys are texts, numbers are finite',
      'yaml-document-end': 'Between ... and the next --- is no object: kubectl never reads it',
      'yaml-directive':
        'A document has no %YAML and no %TAG: kubectl splits streams at --- and refuses what is left above it',
      'document-too-large': 'A document has less than 10 MB; the API server takes 3',
      'object-type': 'A document is an object',
      'object-kind': 'An object has apiVersion and kind',
      'object-metadata': 'metadata is an object',
    },
    'YAML',
  ),
  ...rows(
    'kubectl',
    'warning',
    {
      'yaml-merge':
        'A << stands above the keys that replace its own: kubectl lets the later one win, other readers do not',
      'yaml-tag': 'A tag that is none of YAML’s own (!!str, !!int, …) means nothing to kubectl',
    },
    'YAML',
  ),
  ...rows(
    'fields',
    'error',
    {
      'duplicate-field': 'A key is given once (strict field validation, which kubectl asks for)',
    },
    'YAML',
  ),
];

/** Findings about objects of any kind, before the kind's own rules are evaluated. */
export const STAGES: readonly Entry[] = [
  ...rows('fields', 'error', {
    'unknown-field': 'A field is one that the schema knows (strict field validation, which kubectl asks for)',
    decode: 'An object can be read into the types of the API server and of CNPG’s webhooks',
  }),
  ...rows('metadata', 'error', {
    'metadata-annotations': 'Annotations have qualified names and, all together, less than 256 KiB',
    'metadata-finalizers': 'Finalizers have qualified names',
    'metadata-immutable': 'An update keeps what belongs to the identity of an object',
    'metadata-labels': 'Labels have qualified names and short values',
    'metadata-name': 'An object has a name of the form that its kind takes',
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
    'schema-format': 'A text has the format that the schema names, and since Kubernetes 1.36 a number, too',
    'schema-combination': 'A value keeps oneOf, anyOf, allOf and not',
    'schema-duplicate': 'Lists that are sets or maps have no two entries alike',
  }),
  ...rows('versions', 'error', {
    'api-version-unserved': 'Kubernetes and CNPG serve the kind in this apiVersion: it exists, and is not removed',
  }),
  ...rows('versions', 'warning', {
    'api-version-unknown': 'A kind of another product stands in the apiVersion that is known here',
  }),
  ...rows('cel', 'error', { 'schema-cel': 'A value keeps the CEL rules of its schema, those on updates too' }),
  ...rows('webhook', 'error', { 'go-decode': 'Values fit the Go types into which CNPG reads them' }, 'CNPG webhooks'),
  ...rows(
    'webhook',
    'warning',
    {
      'validation-disabled': 'The annotation cnpg.io/validation: disabled switches all of CNPG’s validation off',
      'validation-annotation': 'The annotation cnpg.io/validation is enabled or disabled; anything else means enabled',
    },
    'CNPG webhooks',
  ),
  ...rows('here', 'info', {
    'schema-unknown-kind': 'Nothing is known of this kind here, so that nothing was checked',
  }),
  ...rows('here', 'info', {
    'target-schema': 'The schemas of the target itself are not known here: those of the nearest releases judged',
  }).map((entry) => ({ ...entry, level: 'home' as const })),
];
