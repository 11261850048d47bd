import type { Manifest } from '../../manifests/object/manifest';
import type { Index } from '../../manifests/object/object-index';
import type { Finding } from '../../manifests/object/violation';
import type { Target } from '../../values/cnpg/target';
import type { Extent, Judge, Rule, RuleContext } from './rule';

/**
 * What was found in one object by those who looked at it alone, and the names of those who looked at others, too: the first holds as long
 * as the object, its target and the day are the same, the second have to be asked again.
 */
export interface OwnFindings {
  readonly alone: readonly Finding[];
  readonly amongOthers: readonly string[];
}

export interface AskedAbout {
  readonly index: Index;
  readonly target: Target;
  readonly now: Date;
  readonly seen: Extent;
  readonly old?: Manifest;
}

interface Asked {
  readonly judges: readonly Judge[];
  readonly rules: readonly { readonly rule: Rule }[];
}

/**
 * Asks everybody about one object.
 * @param known - what it came to before @default - nobody was asked yet
 */
export function ask(
  manifest: Manifest,
  { judges, rules }: Asked,
  circumstances: AskedAbout,
  known?: OwnFindings,
): { readonly findings: Finding[]; readonly own: OwnFindings } {
  const { index, target, now, seen } = circumstances;
  const alone: Finding[] = [...(known?.alone ?? [])];
  const others: Finding[] = [];
  const amongOthers: string[] = [];
  let found: Finding[] = [];

  function hear(name: string, speak: () => void): void {
    if (known !== undefined && !known.amongOthers.includes(name)) return;
    const looks = index.looks;
    found = [];
    try {
      speak();
    } catch (error) {
      found = [failure(name, error)];
    }
    if (index.looks === looks) alone.push(...found);
    else {
      amongOthers.push(name);
      others.push(...found);
    }
  }

  for (const judge of judges) hear(judge.name, () => found.push(...judge(manifest, circumstances)));
  let asked: Pick<Rule, 'id' | 'severity' | 'misses'> = { id: '', severity: 'error' };
  // One for all rules: there are a hundred of them at each object.
  const context: RuleContext = {
    index,
    target,
    now,
    report({ path, message, fix, isCertain = false }) {
      const severity = !isCertain && mayBeElsewhere(asked, seen) ? 'info' : asked.severity;
      found.push({ rule: asked.id, layer: 'expert', severity, path, message, fix });
    },
  };
  for (const { rule } of rules) {
    asked = rule;
    hear(rule.id, () => rule.check(manifest, context));
  }
  return { findings: withoutRepeated([...alone, ...others], rules), own: { alone, amongOthers } };
}

function mayBeElsewhere({ misses }: Pick<Rule, 'misses'>, seen: Extent): boolean {
  return seen === 'part' ? misses !== undefined : seen === 'given' && misses === 'reference';
}

/** What CNPG warns of is not said again where a rule has said it, and more. */
function withoutRepeated(findings: Finding[], rules: Asked['rules']): Finding[] {
  const found = new Set(findings.map(({ rule }) => rule));
  const repeated = new Set(rules.flatMap(({ rule }) => (found.has(rule.id) ? (rule.replaces ?? []) : [])));
  return repeated.size === 0 ? findings : findings.filter(({ rule }) => !repeated.has(rule));
}

// A manifest may contain anything, so a rule may fail on one. The other rules must still run.
function failure(rule: string, error: unknown): Finding {
  const message = `${rule} could not judge this object: ${error instanceof Error ? error.message : error}`;
  const fix = 'correct what the other findings name; if there are none, report this as a defect of the rule';
  return { rule: 'rule-failed', layer: 'expert', severity: 'error', path: null, message, fix };
}
