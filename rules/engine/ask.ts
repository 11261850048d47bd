import type { Manifest } from '../../manifests/object/manifest';
import type { Finding } from '../../manifests/object/violation';
import type { Hearing } from './hearing';
import type { Judge, Rule } from './rule';

/**
 * What was found in one object by those who looked at it alone, and the names of those who looked at others, too: the first holds as long
 * as the object, its target and the day are the same, the second have to be asked again.
 */
export interface OwnFindings {
  readonly alone: readonly Finding[];
  readonly amongOthers: readonly string[];
}

interface Asked {
  readonly judges: readonly Judge[];
  readonly circumstances: Parameters<Judge>[1];
  readonly rules: readonly Rule[];
  readonly hearing: Hearing;
}

/**
 * Asks everybody about one object.
 * @param known - what it came to before @default - nobody was asked yet
 */
export function ask(
  manifest: Manifest,
  { judges, circumstances, rules, hearing }: Asked,
  known?: OwnFindings,
): { readonly findings: Finding[]; readonly own: OwnFindings } {
  const { index } = circumstances;
  const alone = [...(known?.alone ?? [])];
  const others: Finding[] = [];
  const amongOthers: string[] = [];
  let [before, looks] = [0, 0];

  /** Whether what somebody said of the object before does not hold any more. */
  function isOpen(name: string): boolean {
    [before, looks] = [alone.length, index.looks];
    return known === undefined || known.amongOthers.includes(name);
  }

  function fail(name: string, error: unknown): void {
    alone.splice(before, Number.POSITIVE_INFINITY, failure(name, error));
  }

  function close(name: string): void {
    if (index.looks === looks) return;
    amongOthers.push(name);
    others.push(...alone.splice(before));
  }

  for (const judge of judges) {
    if (!isOpen(judge.name)) continue;
    try {
      alone.push(...judge(manifest, circumstances));
    } catch (error) {
      fail(judge.name, error);
    }
    close(judge.name);
  }
  for (const rule of rules) {
    if (!isOpen(rule.id)) continue;
    try {
      hearing.ask(rule, manifest, alone);
    } catch (error) {
      fail(rule.id, error);
    }
    close(rule.id);
  }
  return { findings: withoutRepeated([...alone, ...others], rules), own: { alone, amongOthers } };
}

/** What CNPG warns of is not said again where a rule has said it, and more. */
function withoutRepeated(findings: Finding[], rules: readonly Rule[]): Finding[] {
  const found = new Set(findings.map(({ rule }) => rule));
  const repeated = new Set(rules.flatMap(({ id, replaces }) => (replaces && found.has(id) ? replaces : [])));
  return repeated.size === 0 ? findings : findings.filter(({ rule }) => !repeated.has(rule));
}

// A manifest may contain anything, so a rule may fail on one. The other rules must still run.
function failure(rule: string, error: unknown): Finding {
  const message = `${rule} could not judge this object: ${error instanceof Error ? error.message : error}`;
  const fix = 'correct what the other findings name; if there are none, report this as a defect of the rule';
  return { rule: 'rule-failed', layer: 'expert', severity: 'error', path: null, message, fix };
}
