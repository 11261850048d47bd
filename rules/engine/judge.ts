import type { Document } from '../../manifests/object/document';
import { Kind } from '../../manifests/object/kinds';
import { type GroupKind, groupKindOf, type Manifest, text } from '../../manifests/object/manifest';
import { Index } from '../../manifests/object/object-index';
import type { Finding, Severity, Violation } from '../../manifests/object/violation';
import type { Target } from '../../values/cnpg/target';
import { satisfies } from '../../values/cnpg/version';
import { compareBy } from '../../values/collections/compare';
import { groupBy } from '../../values/collections/group-by';
import type { Suppression } from '../../values/declarations/suppression';
import { COMPLIANCE_RULES } from '../compliance/safeguard';
import { RULES } from '../expert';
import { OBJECTIVE_RULES } from '../objectives/claim';
import { DRILL_RULE } from '../objectives/expired-drill';
import type { Rule, RuleContext } from './rule';
import { suppress } from './suppress';

/** Judges one manifest by itself: what the API server and CNPG's webhooks would say of it. */
export type Judge = (
  manifest: Manifest,
  options: { readonly target: Target; readonly now: Date; readonly index: Index },
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
  const { rules = RULES, suppressions = [], judges = [], target, now } = options;
  const index = options.index ?? new Index(documents.flatMap(({ manifest }) => manifest ?? []));
  const rulesByKind = rulesFor(rules, target.operator);
  const found: Violation[] = [];
  for (const document of documents) {
    const { manifest, findings: own = [] } = document;
    const findings = [...own];
    if (manifest) {
      for (const admit of judges) {
        try {
          findings.push(...admit(manifest, { target, now, index }));
        } catch (error) {
          findings.push(failure(admit.name, error));
        }
      }
      for (const { rule } of rulesOf(manifest, rulesByKind)) {
        const before = findings.length;
        try {
          check(rule, manifest, { index, target, now }, findings);
        } catch (error) {
          findings.splice(before, Number.POSITIVE_INFINITY, failure(rule.id, error));
        }
      }
    }
    for (const finding of findings) found.push(violation(finding, document));
  }
  const known = [...rules.map(({ id }) => id), ...OBJECTIVE_RULES, ...COMPLIANCE_RULES, DRILL_RULE];
  return suppress(found, suppressions, { now, rules: known }).sort(violationOrder);
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

type RulesByKind = ReadonlyMap<GroupKind, readonly { readonly rule: Rule }[]>;

const rulesByOperator = new WeakMap<readonly Rule[], { operator: string; byKind: RulesByKind }>();

/** The rules that hold for a version of the operator, by kind. The last answer is kept: the next call most often asks the same. */
function rulesFor(rules: readonly Rule[], operator: string): RulesByKind {
  const known = rulesByOperator.get(rules);
  if (known?.operator === operator) return known.byKind;
  const byKind = groupBy(
    rules
      .filter((rule) => rule.operator === undefined || satisfies(operator, rule.operator))
      .flatMap((rule) => rule.kinds.map((kind) => ({ kind, rule }))),
    ({ kind }) => kind,
  );
  rulesByOperator.set(rules, { operator, byKind });
  return byKind;
}

function rulesOf(manifest: Manifest, byKind: RulesByKind) {
  return [...(byKind.get(groupKindOf(manifest)) ?? []), ...(byKind.get(Kind.ANY) ?? [])];
}

type Surroundings = Omit<RuleContext, 'report'>;

function check(rule: Rule, manifest: Manifest, { index, target, now }: Surroundings, findings: Finding[]): void {
  const { id, severity } = rule;
  rule.check(manifest, {
    index,
    target,
    now,
    report: ({ path, message, fix }) => findings.push({ rule: id, layer: 'expert', severity, path, message, fix }),
  });
}

// A manifest can be anything, so a rule may stumble over one that its author did not think of: the other rules still count.
function failure(rule: string, error: unknown): Finding {
  const message = `${rule} could not judge this object: ${error instanceof Error ? error.message : error}`;
  const fix = 'correct what the other findings name; if there are none, report this as a defect of the rule';
  return { rule: 'rule-failed', layer: 'expert', severity: 'error', path: null, message, fix };
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
