import type { Impact } from './impact';

type Action = 'create' | 'update' | 'delete' | 'replace';

/** The subject of one impact. */
export interface Verdict {
  readonly impact: Impact;
  /** A sentence without a full stop. */
  readonly reason: string;
}

/** One field with a different meaning. Values are as the API server stores them, with defaults; null for a missing one. */
export interface FieldChange extends Verdict {
  /** `spec.storage.size`; entries of a list by their key, `spec.env[name=TZ].value`; other keys of maps as `spec.x[a.b/c]`. */
  readonly path: string;
  readonly before: unknown;
  readonly after: unknown;
}

/** The change of one object. */
export interface Change {
  readonly kind: string;
  /** Null for objects without a namespace. */
  readonly namespace: string | null;
  readonly name: string;
  /** Where several platforms are planned together. @default - there is one */
  readonly platform?: string;
  readonly action: Action;
  /** The worst of its fields. */
  readonly impact: Impact;
  /** Worst first. */
  readonly fields: readonly FieldChange[];
}

/** One commit of several, and what must be true before the next one. */
interface Step {
  readonly commit: string;
  /** What is written in it: whole objects, and of others the fields. @default - the text says all */
  readonly writes?: readonly object[];
  readonly wait: string;
}

/** A change that must not be one commit. */
export interface Procedure {
  /** `Cluster shop/shop-db`. */
  readonly object: string;
  /** Where several platforms are planned together. @default - there is one */
  readonly platform?: string;
  readonly reason: string;
  readonly steps: readonly Step[];
}

/** What another version of the operator or of the plugin does to one object. */
export interface UpgradeEffect extends Verdict {
  /** `Cluster shop/shop-db`. */
  readonly object: string;
  /** What to do before the upgrade. @default - nothing */
  readonly before?: string;
}

/** Another version of the operator or of the Barman Cloud plugin. */
export interface Upgrade {
  readonly product: 'operator' | 'plugin';
  /** The object that installs it: `Application argocd/cnpg`. */
  readonly object: string;
  /** Where several platforms are planned together. @default - there is one */
  readonly platform?: string;
  /** Null where the version is not known. */
  readonly from: string | null;
  readonly to: string | null;
  /** The worst of its effects. */
  readonly impact: Impact;
  /** Worst first, then by object. */
  readonly effects: readonly UpgradeEffect[];
  /** What becomes possible or is repaired, and findings that fall away with their suppressions. */
  readonly gains: readonly string[];
  /** Advice and assumptions: what the manifests do not show. */
  readonly notes: readonly string[];
}

/**
 * The effects of a change of manifests. Contract of `plan --output json`; `steps` is left out if one commit is enough, `upgrades`
 * if neither operator nor plugin changes, `unseen` if everything could be seen.
 */
export interface Plan {
  /** Worst first, then by kind, namespace and name. */
  readonly changes: readonly Change[];
  readonly worst: Impact;
  readonly upgrades?: readonly Upgrade[];
  readonly steps?: readonly Procedure[];
  /** Changes that could not be seen, a sentence each. @default - all of them were seen */
  readonly unseen?: readonly string[];
}
