import type { Target } from '../../values/cnpg/target';
import { RENDER_MODES, type RepositoryConfiguration } from '../../values/declarations/configuration';
import { PROFILE_NAMES } from '../../values/declarations/profile';
import type { Suppression } from '../../values/declarations/suppression';

/** The part of JSON Schema that the reader knows. */
export type ConfigurationField = { readonly description: string } & (
  | { readonly type: 'boolean' }
  | {
      readonly type: 'string';
      readonly enum?: readonly string[];
      readonly minLength?: number;
      readonly pattern?: string;
      readonly examples?: readonly [string, ...string[]];
    }
  | { readonly type: 'array'; readonly items: ConfigurationField; readonly minItems?: number }
  | {
      readonly type: 'object';
      readonly properties: Readonly<Record<string, ConfigurationField>>;
      readonly required?: readonly string[];
      readonly additionalProperties: false;
    }
);

/** A schema of every key of a type, and of no other. */
type Properties<T> = Readonly<Record<keyof T, ConfigurationField>>;

function version(of: string, example: string): ConfigurationField {
  return { type: 'string', description: of, pattern: '^\\d+\\.\\d+(\\.\\d+)?$', examples: [example] };
}

function text(description: string, ...examples: [string, ...string[]]): ConfigurationField {
  return { type: 'string', description, minLength: 1, examples };
}

const TARGET: Properties<Target> = {
  operator: version('Version of the CloudNativePG operator', '1.28.0'),
  plugin: version('Version of the Barman Cloud plugin', '0.11.0'),
  kubernetes: version('Version of Kubernetes', '1.34'),
};

const SUPPRESSION: Properties<Suppression> = {
  rule: text('Id of the rule', 'memory-work-mem'),
  object: text(
    'Kind, namespace and name of the object; without a namespace where its kind has none. A star in namespace or name stands for any characters',
    'Cluster shop/db',
    'Cluster team-*/db',
  ),
  reason: text('Why the finding is accepted here', 'two sessions at most run large sorts'),
  expires: {
    type: 'string',
    description: 'Day from which it no longer holds; without one it holds for good',
    pattern: '^\\d{4}-\\d{2}-\\d{2}$',
    examples: ['2027-01-31'],
  },
};

const CONFIGURATION: Properties<RepositoryConfiguration> = {
  target: {
    type: 'object',
    description: 'The versions to judge for: each that is not named is what the objects install, or else the default',
    properties: TARGET,
    additionalProperties: false,
  },
  paths: {
    type: 'array',
    description: 'Files and folders to judge where the command line names none, from the folder of this file',
    items: text('A file or a folder', 'clusters'),
    minItems: 1,
  },
  exclude: {
    type: 'array',
    description:
      'Files and folders to leave out where a folder is judged: paths or patterns from the folder of this file',
    items: text('A path, or a pattern with *, ** and ?', '**/tests'),
  },
  render: {
    type: 'string',
    description: 'When kustomize and Helm are asked what a folder makes: where they are installed and it matters, or',
    enum: RENDER_MODES,
  },
  allowNetwork: { type: 'boolean', description: 'Whether these may load charts and bases from elsewhere' },
  profile: { type: 'string', description: 'How much is asked of the databases', enum: PROFILE_NAMES },
  suppressions: {
    type: 'array',
    description: 'Findings that are known and accepted; one that nothing needs is an error',
    items: {
      type: 'object',
      description: 'One rule, one object or several of a kind, and why',
      properties: SUPPRESSION,
      required: ['rule', 'object', 'reason'],
      additionalProperties: false,
    },
  },
};

/** What `cnpg-gitops.yaml` may say. The reader follows it, and docs/cnpg-gitops.schema.json is its text for editors. */
export const CONFIGURATION_SCHEMA = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'cnpg-gitops.yaml',
  type: 'object',
  description: 'How a repository is judged by cnpg-gitops',
  properties: CONFIGURATION,
  additionalProperties: false,
} as const satisfies ConfigurationField & { readonly $schema: string; readonly title: string };
