import type { Layer, Severity } from '../../manifests/object/violation';
import { CLUSTER_RULES, OBJECT_RULES } from '../../rules/admission/webhook/webhooks';
import { RULES } from '../../rules/expert';
import { compareBy } from '../../values/collections/compare';
import { groupBy } from '../../values/collections/group-by';
import { RUN_PAGES } from './run-pages';
import { OWN_RULES, SOURCES, STAGE_RULES } from './stages';

/** What is known of one rule. */
export interface RulePage {
  readonly id: string;
  readonly layer: Layer;
  readonly severity: Severity;
  /** What it holds or finds, in one sentence. */
  readonly says: string;
  /** @default - what it says is reason enough */
  readonly why?: string;
  /** Group and kind; empty for objects of all kinds. */
  readonly kinds: readonly string[];
  /** @default - creation and update */
  readonly on?: 'create' | 'update';
  /** @default - all operator versions */
  readonly operator?: string;
  readonly docs: string;
  /** @default - none is recorded */
  readonly examples?: { readonly wrong: string; readonly right: string };
}

const CNPG = 'postgresql.cnpg.io/';

/** All rules there are, sorted by id. Where CNPG warns of what an expert rule finds, the page is that of the expert rule. */
export function rulePages(): RulePage[] {
  const pages = [...webhookPages(), ...stagePages(), ...RUN_PAGES, ...expertPages()].map(
    (page) => [page.id, page] as const,
  );
  return [...new Map(pages).values()].sort(compareBy(({ id }) => id));
}

function expertPages(): RulePage[] {
  return RULES.map(({ id, severity, kinds, operator, why, docs, wrong, right }) => ({
    ...{ id, layer: 'expert' as const, severity, kinds, docs, examples: { wrong, right } },
    says: firstSentence(oneLine(why)),
    why: oneLine(why),
    ...(operator !== undefined && { operator }),
  }));
}

function webhookPages(): RulePage[] {
  const rules = [
    ...CLUSTER_RULES.map((rule) => ({ ...rule, kind: 'Cluster' })),
    ...Object.entries(OBJECT_RULES).flatMap(([kind, rows]) => rows.map((rule) => ({ ...rule, kind }))),
  ];
  return [...groupBy(rules, ({ id }) => id)].flatMap(([id, [first, ...more]]) => {
    if (first === undefined) return [];
    const { says, on, severity = 'error', operator } = first;
    const kinds = [...new Set([first, ...more].map(({ kind }) => `${CNPG}${kind}`))];
    const when = { create: 'on creation', update: 'on an update', both: 'on creation and on every update' }[on];
    const breach = severity === 'error' ? 'refuses what breaks it' : 'warns of what breaks it';
    return {
      ...{ id, layer: 'admission' as const, severity, says, kinds, docs: SOURCES.webhook },
      why: `CNPG’s validating webhook asks this ${when}, and ${breach}.`,
      ...(on !== 'both' && { on }),
      ...(operator !== undefined && { operator }),
    };
  });
}

function stagePages(): RulePage[] {
  const stages = STAGE_RULES.map(({ from, ...rule }) => ({
    ...rule,
    layer: 'admission' as const,
    kinds: [],
    docs: SOURCES[from],
  }));
  const own = Object.entries(OWN_RULES).map(([id, says]) => {
    return { id, says, layer: 'expert' as const, severity: 'error' as const, kinds: [], docs: 'README.md' };
  });
  return [...stages, ...own];
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

function firstSentence(text: string): string {
  return (/^.*?[.:;](?= )/.exec(text)?.[0] ?? text).replace(/[.:;]$/, '');
}
