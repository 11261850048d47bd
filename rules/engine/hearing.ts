import type { Manifest } from '../../manifests/object/manifest';
import type { Index } from '../../manifests/object/object-index';
import type { Finding } from '../../manifests/object/violation';
import type { Target } from '../../values/cnpg/target';
import type { Extent, Reported, Rule, RuleContext } from './rule';
import { unseenSeverity } from './unseen-severity';

/** What all rules are asked with: there are a hundred of them at each object. */
export class Hearing implements RuleContext {
  readonly index: Index;
  readonly target: Target;
  readonly now: Date;
  readonly #seen: Extent;
  #rule: Pick<Rule, 'id' | 'severity' | 'misses'> = { id: '', severity: 'error' };
  #findings: Finding[] = [];

  constructor({ index, target, now }: Omit<RuleContext, 'report'>, seen: Extent) {
    this.index = index;
    this.target = target;
    this.now = now;
    this.#seen = seen;
  }

  ask(rule: Rule, manifest: Manifest, findings: Finding[]): void {
    this.#rule = rule;
    this.#findings = findings;
    rule.check(manifest, this);
  }

  readonly report = ({ path, message, fix, isCertain = false, isGuess = false }: Reported): void => {
    const { id } = this.#rule;
    const found = isCertain ? this.#rule.severity : unseenSeverity(this.#rule, this.#seen);
    const severity = isGuess && found === 'error' ? 'warning' : found;
    this.#findings.push({ rule: id, layer: 'expert', severity, path, message, fix });
  };
}
