import type { Severity } from '../../manifests/object/violation';
import { CLUSTER_RULES, OBJECT_RULES } from './webhook/webhooks';

/** A rule of the admission layer, for lists and pages about rules. */
export interface AdmissionRule {
  readonly id: string;
  /** What the rule holds, in one line. */
  readonly says: string;
  /** The kind of CNPG that it is about; undefined for rules of the API server, which are about every kind. */
  readonly kind: string | undefined;
  readonly on: 'create' | 'update' | 'both';
  readonly severity: Severity;
}

const SERVER_RULES: Readonly<Record<string, string>> = {
  decode: 'The manifest is an object with apiVersion and kind, of a size that a server accepts',
  'unknown-field': 'Fields are known to the schema',
  'go-decode': 'Values fit the Go types of CNPG',
  'metadata-type': 'Metadata has the types of Kubernetes',
  'metadata-name': 'Name and namespace are present and well formed',
  'metadata-labels': 'Labels are well formed',
  'metadata-annotations': 'Annotations have well-formed keys and do not exceed the size limit',
  'metadata-owners': 'Owner references are complete',
  'metadata-finalizers': 'Finalizers are well formed',
  'schema-type': 'Values have the type of their field',
  'schema-required': 'Required fields are present',
  'schema-enum': 'Values are among the listed ones',
  'schema-range': 'Numbers are within their bounds',
  'schema-length': 'Texts are within their bounds',
  'schema-size': 'Lists and objects are within their bounds',
  'schema-pattern': 'Texts match their pattern',
  'schema-format': 'Texts have their format',
  'schema-combination': 'Values fit the combinations that the schema allows',
  'schema-duplicate': 'Keys and entries that must be unique are unique',
  'schema-cel': 'The CEL rules of the schema hold',
};

const serverRules = Object.entries(SERVER_RULES).map(([id, says]) => serverRule(id, says));

/** Every rule that `admit` can name. */
export const ADMISSION_RULES: readonly AdmissionRule[] = [
  ...serverRules,
  { ...serverRule('metadata-resource-version', 'A new object has no resourceVersion'), on: 'create' },
  { ...serverRule('metadata-immutable', 'An update keeps name, namespace and uid'), on: 'update' },
  serverRule('api-version-unserved', 'The API server serves the apiVersion and kind'),
  { ...serverRule('api-version-unknown', 'The apiVersion is the known one'), severity: 'warning' },
  { ...serverRule('schema-unknown-kind', 'The schema of the kind is known'), severity: 'info' },
  { ...serverRule('target-schema', 'The known schemas are as new as the target'), severity: 'info' },
  { ...serverRule('validation-disabled', 'CNPG’s validation is on'), severity: 'warning' },
  { ...serverRule('validation-annotation', 'cnpg.io/validation is enabled or disabled'), severity: 'warning' },
  ...CLUSTER_RULES.map((rule) => webhookRule('Cluster', rule)),
  ...Object.entries(OBJECT_RULES).flatMap(([kind, rules]) => rules.map((rule) => webhookRule(kind, rule))),
];

function serverRule(id: string, says: string): AdmissionRule {
  return { id, says, kind: undefined, on: 'both', severity: 'error' };
}

type Told = Pick<AdmissionRule, 'id' | 'says' | 'on'> & { readonly severity?: Severity };

function webhookRule(kind: string, { id, says, on, severity = 'error' }: Told): AdmissionRule {
  return { id, says, kind, on, severity };
}
