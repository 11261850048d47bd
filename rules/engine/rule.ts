import type { GroupKind, Manifest } from '../../manifests/object/manifest';
import type { Index } from '../../manifests/object/object-index';
import type { Finding, Severity } from '../../manifests/object/violation';
import type { JudgedTarget, Target } from '../../values/cnpg/target';
import type { Level } from '../../values/declarations/profile';

/** Judges one manifest by itself, for example by the checks of the API server and CNPG's webhooks. */
export type Judge = (
  manifest: Manifest,
  options: {
    readonly target: JudgedTarget;
    readonly now: Date;
    readonly index: Index;
    /** What the manifest replaces. @default - it is created */
    readonly old?: Manifest;
  },
) => readonly Finding[];

/**
 * How much of what is applied to a cluster is among the objects: all of it; all of what the user gave, beside which others may exist; or only
 * part of what the user gave.
 */
export type Extent = 'all' | 'given' | 'part';

/** What a rule reports: the rest of the finding is that of the rule. */
export interface Reported extends Pick<Finding, 'path' | 'message' | 'fix'> {
  /** Whether what it misses cannot be somewhere else: the name is a typo, for example. @default false */
  readonly isCertain?: boolean;
  /** Whether all that speaks for it is something of the same name elsewhere: a question, no more than a warning. @default false */
  readonly isGuess?: boolean;
}

/** What an expert rule gets in addition to the manifest. */
export interface RuleContext {
  /** All manifests of this run, for references between objects. */
  readonly index: Index;
  readonly target: JudgedTarget;
  /** Facts with a date (end of life, expiry) are judged against this instant, never against the clock. */
  readonly now: Date;
  report(finding: Reported): void;
}

/** One expert rule: one file, named after its id. */
export interface Rule {
  readonly id: string;
  readonly severity: Severity;
  /** To whom it is said unasked. @default - errors and warnings to everybody, infos on request */
  readonly level?: Level;
  /**
   * What it misses among the objects, if it is about that: a `reference` is what an object refers to, or what refers to it, which is often
   * in another file; an `object` is what should be there besides. Where it may be somewhere else, the finding is an info, or a warning where
   * an `object` is missing in all that the user gave.
   * @default - what it reports is there
   */
  readonly misses?: 'reference' | 'object';
  /** Whether it reads texts around their variables, so that it judges values that are unknown to others. @default false */
  readonly isOfTexts?: true;
  /** Warnings of the webhooks that say the same, and less of it: where the rule reports something, they are not repeated. */
  readonly replaces?: readonly string[];
  readonly kinds: readonly GroupKind[];
  /** Range of operator versions that it applies to, for example `<1.28.1`; absent for all. */
  readonly operator?: string;
  /** Why it matters: one paragraph, with the incident or measurement behind it. */
  readonly why: string;
  /** The page of CNPG's, PostgreSQL's or Argo CD's manual. */
  readonly docs: string;
  /** YAML in which the rule finds exactly one violation, and YAML in which it finds none. Its test and `explain` both use them. */
  readonly wrong: string;
  readonly right: string;
  /** The versions that the examples are for. @default - the default target */
  readonly exampleTarget?: Partial<Target>;
  check(manifest: Manifest, context: RuleContext): void;
}
