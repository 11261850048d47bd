import type { Manifest } from '../../../manifests/object/manifest';
import type { Finding } from '../../../manifests/object/violation';
import { type AdmitOptions, admit } from '../../../rules/admission';

export type Fields = Readonly<Record<string, unknown>>;

/** A change to a valid object: fields of `spec`, and `metadata` where it matters. */
export interface Change {
  readonly metadata?: Fields;
  readonly spec?: Fields;
  readonly status?: Fields;
}

const VALID: Readonly<Record<string, Fields>> = {
  Cluster: { instances: 3, storage: { size: '10Gi' } },
  Backup: { cluster: { name: 'pg' } },
  ScheduledBackup: { cluster: { name: 'pg' }, schedule: '0 0 2 * * *' },
  Pooler: { cluster: { name: 'pg' }, pgbouncer: { poolMode: 'session' } },
  Database: { cluster: { name: 'pg' }, name: 'app', owner: 'app' },
};

export function cnpg(kind: string, { metadata, spec, ...rest }: Change = {}): Manifest {
  const apiVersion = 'postgresql.cnpg.io/v1';
  return { apiVersion, kind, metadata: { name: 'one', ...metadata }, spec: { ...VALID[kind], ...spec }, ...rest };
}

export function cluster(spec: Fields = {}, metadata: Fields = {}): Manifest {
  return cnpg('Cluster', { spec, metadata });
}

export function errors(manifest: Manifest, options?: AdmitOptions): Finding[] {
  return admit(manifest, options).filter(({ severity }) => severity === 'error');
}

export function rulesOf(findings: readonly Finding[]): string[] {
  return findings.map(({ rule }) => rule);
}

/** One rule with what it finds and what it lets pass. */
export type Example = readonly [rule: string, wrong: Change, right: Change];

/** Examples that change nothing but `spec`. */
export function specs(...examples: [rule: string, wrong: Fields, right: Fields][]): Example[] {
  return examples.map(([rule, wrong, right]) => [rule, { spec: wrong }, { spec: right }]);
}

export const annotated = (name: string, value: string): Change => ({ metadata: { annotations: { [name]: value } } });
