import type { Suppression } from '../values/suppression';
import type { Target } from '../values/target';
import { satisfies } from '../values/version';
import { compareBy } from './compare';
import type { Document } from './document';
import { groupBy } from './group-by';
import { groupKindOf, type Manifest, text } from './manifest';
import { Index } from './object-index';
import type { Rule } from './rule';
import { RULES } from './rules';
import { suppress } from './suppress';
import type { Finding, Severity, Violation } from './violation';

/** Judges one manifest by itself: what the API server and CNPG's webhooks would say of it. */
export type Judge = (
  manifest: Manifest,
  options: { readonly target: Target; readonly now: Date },
) => readonly Finding[];

export interface JudgeOptions {
  readonly target: Target;
  /** Facts with a date are judged against this instant. */
  readonly now: Date;
  /** @default - nothing is suppressed */
  readonly suppressions?: readonly Suppression[];
  /** @default - no admission, only the expert rules */
  readonly judges?: readonly Judge[];
  /** @default - all rules */
  readonly rules?: readonly Rule[];
  /**
   * Where references between objects are looked up.
   * @default - among the documents themselves
   */
  readonly index?: Index;
}

const SEVERITIES: Record<Severity, number> = { error: 0, warning: 1, info: 2 };

/** Judges all documents, in an order that depends on nothing but what was found. */
export function judge(documents: readonly Document[], options: JudgeOptions): Violation[] {
  const { rules = RULES, suppressions = [], judges = [], target } = options;
  const index = options.index ?? new Index(documents.flatMap(({ manifest }) => manifest ?? []));
  const rulesByKind = groupBy(
    rules
      .filter(({ operator }) => operator === undefined || satisfies(target.operator, operator))
      .flatMap((rule) => rule.kinds.map((kind) => ({ kind, rule }))),
    ({ kind }) => kind,
  );
  const found = documents.flatMap((document) => {
    const { manifest, findings = [] } = document;
    if (!manifest) return findings.map((finding) => violation(finding, document));
    const applicable = rulesByKind.get(groupKindOf(manifest)) ?? [];
    return [
      ...findings,
      ...judges.flatMap((admit) => guarded(admit.name, () => admit(manifest, options))),
      ...applicable.flatMap(({ rule }) => guarded(rule.id, () => check(rule, manifest, { ...options, index }))),
    ].map((finding) => violation(finding, document));
  });
  return suppress(found, suppressions, { now: options.now, rules: rules.map(({ id }) => id) }).sort(violationOrder);
}

/** File, document, severity, path, rule: the order in which violations are printed. */
export const violationOrder = compareBy<Violation>(
  ({ file }) => file ?? '',
  ({ document }) => document ?? -1,
  ({ severity }) => SEVERITIES[severity],
  ({ path }) => path ?? '',
  ({ rule }) => rule,
  ({ message }) => message,
);

function check(rule: Rule, manifest: Manifest, context: { index: Index; target: Target; now: Date }): Finding[] {
  const findings: Finding[] = [];
  const { index, target, now } = context;
  const report = (finding: Pick<Finding, 'path' | 'message' | 'fix'>) =>
    findings.push({ rule: rule.id, layer: 'expert', severity: rule.severity, ...finding });
  rule.check(manifest, { index, target, now, report });
  return findings;
}

// A manifest can be anything, so a rule may stumble over one that its author did not think of: the other rules still count.
function guarded(rule: string, run: () => readonly Finding[]): readonly Finding[] {
  try {
    return run();
  } catch (error) {
    const message = `${rule} could not judge this object: ${error instanceof Error ? error.message : error}`;
    const fix = 'correct what the other findings name; if there are none, report this as a defect of the rule';
    return [{ rule: 'rule-failed', layer: 'expert', severity: 'error', path: null, message, fix }];
  }
}

function violation(finding: Finding, { manifest, file, document }: Document): Violation {
  const { rule, layer, severity, path, message, fix } = finding;
  const kind = manifest?.kind ?? null;
  const { name, namespace } = manifest?.metadata ?? {};
  return {
    rule,
    layer,
    severity,
    kind,
    namespace: text(namespace) ?? null,
    name: text(name) ?? null,
    path,
    message,
    fix,
    file,
    document,
  };
}
