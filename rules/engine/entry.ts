import type { GroupKind } from '../../manifests/object/manifest';
import type { Layer, Severity } from '../../manifests/object/violation';
import type { Level } from '../../values/declarations/profile';

/** The topics of findings, in the order of the documentation. */
export const SUBJECTS = [
  'High availability',
  'Backups and archives',
  'Recovery',
  'Storage and memory',
  'PostgreSQL parameters',
  'Images and versions',
  'Databases and extensions',
  'Roles and authentication',
  'Certificates and TLS',
  'Secrets',
  'Poolers',
  'Networking',
  'Monitoring',
  'Workloads',
  'Objects and references',
  'Argo CD',
  'Flux and Helm',
  'Lineage',
  'Objectives',
  'HIPAA safeguards',
  'Drills',
  'YAML',
  'API server',
  'CNPG webhooks',
  'Suppressions and rules',
] as const;

export type Subject = (typeof SUBJECTS)[number];

/** The documentation of all findings with one id. */
export interface Entry {
  readonly id: string;
  readonly layer: Layer;
  readonly subject: Subject;
  readonly severity: Severity;
  /** To whom it is said unasked. @default - errors and warnings to everybody, infos on request */
  readonly level?: Level;
  /** What it requires or finds, in one sentence. */
  readonly says: string;
  /** @default - what it says is reason enough */
  readonly why?: string;
  /** Empty for objects of all kinds. */
  readonly kinds: readonly GroupKind[];
  /** @default - creation and update */
  readonly on?: 'create' | 'update';
  /** @default - all operator versions */
  readonly operator?: string;
  /** A page of an upstream manual, or of this repository (`docs/objectives.md`). */
  readonly docs: string;
  /** @default - none is recorded */
  readonly examples?: { readonly wrong: string; readonly right: string };
}

/** Entries that have everything but id and sentence in common. */
export function entries(common: Omit<Entry, 'id' | 'says'>, texts: Readonly<Record<string, string>>): Entry[] {
  return Object.entries(texts).map(([id, says]) => ({ id, says, ...common }));
}
