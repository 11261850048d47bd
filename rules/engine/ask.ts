import type { Manifest } from '../../manifests/object/manifest';
import type { Finding } from '../../manifests/object/violation';
import { remember } from '../../values/collections/remember';
import type { Jury } from './jury';
import type { Asker } from './likeness';
import type { Rule } from './rule';

/**
 * What was found in one object by those who looked at it alone, and by each of those who looked at others, too. The first holds as long as the
 * object, its target and the day are the same, the second as long as there are no other objects of the kinds that they have looked up.
 */
export interface OwnFindings {
  readonly alone: readonly Finding[];
  readonly amongOthers: readonly (readonly [name: string, findings: readonly Finding[]])[];
}

/** Whether somebody who looked at other objects has to be asked again. */
export type Reopened = (name: string) => boolean;

/**
 * Asks everybody about one object, or everybody of whom it is not known what they would say.
 * @param known - what it came to before @default - nobody was asked yet
 * @param reopened - of those who looked at others then @default - all are asked again
 */
export function ask(
  manifest: Manifest,
  { askers, byName, replacing, index, likeness }: Jury,
  known?: OwnFindings,
  reopened: Reopened = () => true,
): { readonly findings: Finding[]; readonly own: OwnFindings } {
  const alone = [...(known?.alone ?? [])];
  const amongOthers: Said[] = [];

  function hear({ name, ask }: Asker<Manifest>): void {
    index.looksUp(name);
    const [before, looks] = [alone.length, index.looks];
    try {
      ask(manifest, alone);
    } catch (error) {
      alone.splice(before, Number.POSITIVE_INFINITY, failure(name, error));
    }
    if (index.looks === looks) return;
    amongOthers.push(saidBy(name, alone.splice(before)));
  }

  // Most objects of a run that takes from an earlier one are asked about by nobody.
  for (const said of known?.amongOthers ?? []) {
    const asker = reopened(said[0]) ? byName.get(said[0]) : undefined;
    if (asker === undefined) amongOthers.push(said);
    else hear(asker);
  }
  for (const turn of known ? [] : (likeness?.turns(manifest) ?? askers)) {
    if ('ask' in turn) hear(turn);
    else if (turn.isAmongOthers) amongOthers.push(saidBy(turn.name, turn.findings));
    else alone.push(...turn.findings);
  }
  const findings = [...alone];
  for (const [, those] of amongOthers) if (those.length > 0) findings.push(...those);
  return { findings: withoutRepeated(findings, replacing), own: { alone, amongOthers } };
}

type Said = OwnFindings['amongOthers'][number];

function saidBy(name: string, findings: readonly Finding[]): Said {
  return findings.length === 0 ? nothingSaidBy(name) : [name, findings];
}

/** Nearly everybody finds nothing in nearly every object. */
const nothingSaidBy = remember((name): Said => [name, []]);

/** What CNPG warns of is not said again where a rule has said it, and more. */
function withoutRepeated(findings: Finding[], replacing: readonly Rule[]): Finding[] {
  if (replacing.length === 0 || findings.length < 2) return findings;
  const found = new Set(findings.map(({ rule }) => rule));
  const repeated = new Set(replacing.flatMap(({ id, replaces = [] }) => (found.has(id) ? replaces : [])));
  return repeated.size === 0 ? findings : findings.filter(({ rule }) => !repeated.has(rule));
}

// A manifest may contain anything, so a rule may fail on one. The other rules must still run.
function failure(rule: string, error: unknown): Finding {
  const message = `${rule} could not judge this object: ${error instanceof Error ? error.message : error}`;
  const fix = 'correct what the other findings name; if there are none, report this as a defect of the rule';
  return { rule: 'rule-failed', layer: 'expert', severity: 'error', path: null, message, fix };
}
