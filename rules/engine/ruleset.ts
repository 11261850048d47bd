import { compareBy } from '../../values/collections/compare';
import { admissionEntries } from '../admission';
import { admitAsWritten } from '../admission/as-written';
import { READING } from '../admission/stages';
import { complianceEntries, proveCompliance } from '../compliance';
import { RULES } from '../expert';
import { FOLDER_ENTRIES } from '../folders/folder-entries';
import { SOURCE_ENTRIES } from '../folders/source-entries';
import { LINEAGE_ENTRIES } from '../lineage/lineage-violation';
import { DRILL_ENTRIES, expiredDrill, OBJECTIVE_ENTRIES, proveObjectives } from '../objectives';
import type { Entry } from './entry';
import { expertEntries } from './expert-entries';
import { OWN_ENTRIES } from './own-entries';
import type { Judge } from './rule';
import type { SuppressionKind } from './suppress';

/** The judges of each manifest in addition to the expert rules. */
export const JUDGES: readonly Judge[] = [admitAsWritten, proveObjectives, proveCompliance, expiredDrill];

const OF_TEXTS = new Set(RULES.flatMap(({ id, isOfTexts: is }) => (is === true ? [id] : [])));

/** Whether a rule reads texts around their variables. */
export function isOfTexts(id: string): boolean {
  return OF_TEXTS.has(id);
}

let known: ReadonlyMap<string, Entry> | undefined;

/**
 * Everything that can be found, sorted by id. It is created on demand, because judging does not need it. If CNPG warns about what an
 * expert rule finds, the entry is that of the expert rule.
 */
export function ruleset(): ReadonlyMap<string, Entry> {
  known ??= new Map(
    [
      ...READING,
      ...admissionEntries(),
      ...expertEntries(),
      ...OBJECTIVE_ENTRIES,
      ...complianceEntries(),
      ...DRILL_ENTRIES,
      ...FOLDER_ENTRIES,
      ...SOURCE_ENTRIES,
      ...LINEAGE_ENTRIES,
      ...OWN_ENTRIES,
    ]
      .sort(compareBy(({ id }) => id))
      .map((entry) => [entry.id, entry] as const),
  );
  return known;
}

/** What a suppression of an id would accept: a finding, a refusal of the cluster, or a finding about the rules themselves. */
export function suppressionKind(id: string): SuppressionKind | undefined {
  const entry = ruleset().get(id);
  return entry?.subject === 'Suppressions and rules' ? 'own' : entry?.layer;
}
