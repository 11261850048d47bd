/** A finding that is known and accepted: one rule, one object or several, and why. */
export interface Suppression {
  /** Id of the rule. */
  readonly rule: string;
  /**
   * Kind, namespace and name: `Cluster shop/shop-db`; cluster-scoped objects have no namespace: `Namespace shop`. A star in namespace or name
   * stands for any characters: `Cluster shop/db-*`.
   */
  readonly object: string;
  /** Why it is accepted here. */
  readonly reason: string;
  /** Day (`2027-01-31`) from which it no longer holds. @default - never */
  readonly expires?: string;
}
