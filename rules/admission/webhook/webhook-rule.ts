import type { Json } from '../../../manifests/object/json';
import type { Severity } from '../../../manifests/object/violation';
import type { Level } from '../../../values/declarations/profile';
import type { ClusterView } from './cluster-view';

/** Reports a finding: the field, the given value with what is true of it, and what to do. */
export type Tell = (path: string, message: string, fix: string) => void;

interface WebhookContext<T> {
  /** The object that an update replaces, completed; undefined on creation. */
  readonly old: T | undefined;
}

/** One check of CNPG's validating webhook. */
export interface WebhookRule<T> {
  readonly id: string;
  /** What the rule requires, in one line. */
  readonly says: string;
  readonly on: 'create' | 'update' | 'both';
  /** @default - 'error': the server refuses */
  readonly severity?: Severity;
  /** To whom a warning is said unasked. @default - to everybody */
  readonly level?: Level;
  /** The operator versions that have this check. @default - all that this project knows */
  readonly operator?: string;
  check(object: T, tell: Tell, context: WebhookContext<T>): void;
}

export interface ClusterRule extends WebhookRule<ClusterView> {
  /**
   * The section below `spec` that it is about: without it, or with null in its place, the rule has nothing to say. Most Clusters have few of
   * them, and more than half of the rules need not be asked.
   * @default - it is asked of every Cluster
   */
  readonly section?: string;
}

/** Rules about one section. */
export function ofSection(section: string, rules: readonly ClusterRule[]): ClusterRule[] {
  return rules.map((rule) => ({ ...rule, section }));
}

export type ObjectRule = WebhookRule<Readonly<Json>>;
