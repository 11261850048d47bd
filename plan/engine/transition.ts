import type { GroupKind, Manifest } from '../../manifests/object/manifest';
import type { Index } from '../../manifests/object/object-index';
import type { Target } from '../../values/cnpg/target';
import type { Verdict } from './change';
import type { FieldDifference } from './difference';

/** Both sides of an object that changes. */
export interface TransitionContext {
  readonly namespace: string;
  readonly name: string;
  /** As the API server stores them, without name and namespace. */
  readonly before: Manifest;
  readonly after: Manifest;
  /** All objects of the two sides as given, for references. */
  readonly objects: { readonly before: Index; readonly after: Index };
  readonly target: Target;
  readonly now: Date;
  /** Identities of the appliers whose folder is not there any more. */
  readonly pathless?: ReadonlySet<string>;
  /** Objects of the later side that nobody in the repository applies. */
  readonly unapplied?: ReadonlySet<Manifest>;
}

/** An impact that a table cannot express, because it depends on the values, the direction or other objects. One file for each concern. */
export interface Transition {
  readonly kinds: readonly GroupKind[];
  /** Dotted schema paths. It is asked about differences at and below them. */
  readonly paths: readonly string[];
  /** Undefined if the row of the table applies. */
  judge(difference: FieldDifference, context: TransitionContext): Verdict | undefined;
}
