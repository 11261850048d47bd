import { equal } from '../../manifests/object/json';
import { Kind } from '../../manifests/object/kinds';
import type { GroupKind, Manifest } from '../../manifests/object/manifest';
import type { Index } from '../../manifests/object/object-index';
import { satisfies } from '../../values/cnpg/version';
import { groupBy } from '../../values/collections/group-by';
import { Hearing } from './hearing';
import { type Asker, Likeness } from './likeness';
import type { Extent, Judge, Rule, RuleContext } from './rule';

/** Everybody who is asked about an object. */
export interface Jury {
  readonly askers: readonly Asker<Manifest>[];
  readonly byName: ReadonlyMap<string, Asker<Manifest>>;
  /** Those of the rules that say more than a warning of the webhooks does. */
  readonly replacing: readonly Rule[];
  readonly index: Index;
  /** @default - everybody is asked about every object */
  readonly likeness?: Likeness<Manifest>;
}

/** Who judges, and in which circumstances. */
export interface Sitting extends Omit<RuleContext, 'report'> {
  readonly seen: Extent;
  readonly judges: readonly Judge[];
  readonly rules: readonly Rule[];
}

/** Who is asked about the objects of a run, by kind. */
export class Juries {
  readonly #sitting: Sitting;
  readonly #hearing: Hearing;
  readonly #rules: RulesByKind;
  readonly #juries = new Map<GroupKind, Jury>();

  constructor(sitting: Sitting) {
    this.#sitting = sitting;
    this.#hearing = new Hearing(sitting, sitting.seen);
    this.#rules = rulesFor(sitting.rules, sitting.target.operator);
  }

  isFor({ target, now, index, seen, judges, rules }: Sitting): boolean {
    const own = this.#sitting;
    return (
      [own.index === index, own.seen === seen, own.judges === judges, own.rules === rules].every(Boolean) &&
      own.now.getTime() === now.getTime() &&
      equal(own.target, target)
    );
  }

  of(kind: GroupKind): Jury {
    const known = this.#juries.get(kind) ?? this.#make(kind);
    this.#juries.set(kind, known);
    return known;
  }

  /** Those who are asked about an object that replaces another. */
  replacing(kind: GroupKind, old: Manifest): Jury {
    const { replacing, index, askers } = this.of(kind);
    const judges = this.#judges(old);
    return { ...heard([...judges, ...askers.slice(judges.length)]), replacing, index };
  }

  #make(kind: GroupKind): Jury {
    const { index } = this.#sitting;
    const rules = this.#rules.get(kind) ?? this.#rules.get(Kind.ANY) ?? [];
    const askers = [...this.#judges(), ...rules.map((rule) => this.#asker(rule))];
    const replacing = rules.filter(({ replaces }) => replaces !== undefined);
    return { ...heard(askers), replacing, index, likeness: new Likeness(askers, kind, index) };
  }

  #judges(old?: Manifest): Asker<Manifest>[] {
    const { target, now, index, judges } = this.#sitting;
    const circumstances = { target, now, index, ...(old && { old }) };
    return judges.map((judge) => ({
      name: judge.name,
      ask: (manifest, findings) => {
        findings.push(...judge(manifest, circumstances));
      },
    }));
  }

  #asker(rule: Rule): Asker<Manifest> {
    return { name: rule.id, ask: (manifest, findings) => this.#hearing.ask(rule, manifest, findings) };
  }
}

function heard(askers: readonly Asker<Manifest>[]): Pick<Jury, 'askers' | 'byName'> {
  return { askers, byName: new Map(askers.map((asker) => [asker.name, asker])) };
}

type RulesByKind = ReadonlyMap<GroupKind, readonly Rule[]>;

const rulesByOperator = new WeakMap<readonly Rule[], { operator: string; byKind: RulesByKind }>();

/**
 * The rules that apply to a version of the operator, by kind, each time with those for all kinds. The last answer is cached, because the next
 * call usually asks for the same.
 */
function rulesFor(rules: readonly Rule[], operator: string): RulesByKind {
  const known = rulesByOperator.get(rules);
  if (known?.operator === operator) return known.byKind;
  const those = rules.filter((rule) => rule.operator === undefined || satisfies(operator, rule.operator));
  const own = groupBy(
    those.flatMap((rule) => rule.kinds.map((kind) => ({ kind, rule }))),
    ({ kind }) => kind,
  );
  const ofAny = (own.get(Kind.ANY) ?? []).map(({ rule }) => rule);
  const byKind = new Map<GroupKind, readonly Rule[]>([[Kind.ANY, ofAny]]);
  for (const [kind, of] of own) if (kind !== Kind.ANY) byKind.set(kind, [...of.map(({ rule }) => rule), ...ofAny]);
  rulesByOperator.set(rules, { operator, byKind });
  return byKind;
}
