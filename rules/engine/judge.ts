import type { Document } from '../../manifests/object/document';
import { groupKindOf, type Manifest, namespaceOf, text } from '../../manifests/object/manifest';
import { Index } from '../../manifests/object/object-index';
import type { Finding, Severity, Violation } from '../../manifests/object/violation';
import type { JudgedTarget } from '../../values/cnpg/target';
import { compareBy } from '../../values/collections/compare';
import type { Suppression } from '../../values/declarations/suppression';
import { RULES } from '../expert';
import { judgeFolders } from '../folders/argo-folders';
import { ask, type OwnFindings, type Reopened } from './ask';
import { Juries, type Sitting } from './jury';
import type { Extent, Judge, Rule } from './rule';
import { JUDGES, suppressionKind } from './ruleset';
import { suppress } from './suppress';

export interface JudgeOptions {
  readonly target: JudgedTarget;
  /** Facts with a date are judged against this instant. */
  readonly now: Date;
  /** @default - nothing is suppressed */
  readonly suppressions?: readonly Suppression[];
  /**
   * All documents of the run: references between objects, and the folders that Argo CD applies, are looked up among them.
   * @default - the documents themselves
   */
  readonly among?: readonly Document[];
  /** How much of the cluster the documents of the run are. @default - all of it */
  readonly seen?: Extent;
  /** The existing objects. A document with the identity of one of them is judged as its update. @default - all objects are created */
  readonly old?: Index;
  /** What objects came to before, for the same target and on the same day. @default - all are judged anew */
  readonly known?: ReadonlyMap<Manifest, OwnFindings>;
  /** Of those who looked at other objects before, who is asked again. @default - all of them */
  readonly reopened?: Reopened;
  /** Takes what each object comes to. @default - nobody asks */
  readonly keep?: Map<Manifest, OwnFindings>;
  /** Takes in what others were looked up. @default - nobody asks */
  readonly lookedUpIn?: Set<Index>;
  /** Run only these rules. @default - everything in the ruleset */
  readonly only?: { readonly judges?: readonly Judge[]; readonly rules?: readonly Rule[] };
}

/** The rule whose finding concerns the target, and is said once a run. */
export const TARGET_SCHEMA = 'target-schema';

export const SEVERITIES: Record<Severity, number> = { error: 0, warning: 1, info: 2 };

/** Judges all documents by the whole ruleset. The order of the result depends only on the findings. */
export function judge(documents: readonly Document[], options: JudgeOptions): Violation[] {
  const { suppressions = [], target, now, among, seen = 'all', old, only, known, keep, reopened } = options;
  const { judges = [], rules = [] } = only ?? { judges: JUDGES, rules: RULES };
  const { index, inFolders, juriesFor } = among ? sharedSurroundings(among) : surroundingsOf(documents);
  options.lookedUpIn?.add(index);
  const juries = juriesFor({ target, now, index, seen, judges, rules });
  const found: Violation[] = [];
  const said = new Set<string>();
  for (const document of documents) {
    const { manifest, findings: own = [] } = document;
    const findings = [...own];
    if (manifest) {
      const replaced = old && counterpart(manifest, old);
      const kind = groupKindOf(manifest);
      const asked = replaced ? juries.replacing(kind, replaced) : juries.of(kind);
      const answer = ask(manifest, asked, known?.get(manifest), reopened);
      findings.push(...answer.findings);
      keep?.set(manifest, answer.own);
      if (only === undefined) findings.push(...(inFolders.get(document) ?? []));
    }
    // Findings that follow from a missing spec are redundant.
    const isBare = findings.some(({ rule, path }) => rule === 'schema-required' && path === 'spec');
    for (const finding of findings) {
      if (isBare && finding.layer === 'expert' && /^spec\b/.test(finding.path ?? '')) continue;
      // It concerns the target, and would be the same for every object.
      if (finding.rule === TARGET_SCHEMA && said.size === said.add(finding.message).size) continue;
      found.push(violation(finding, document));
    }
  }
  const kindOf = (id: string) => (rules.some((rule) => rule.id === id) ? 'expert' : suppressionKind(id));
  return suppress(found, suppressions, { now, kindOf }).sort(violationOrder);
}

interface Surroundings {
  readonly index: Index;
  readonly inFolders: ReadonlyMap<Document, readonly Finding[]>;
  readonly juriesFor: (sitting: Sitting) => Juries;
}

const shared = new WeakMap<readonly Document[], Surroundings>();

/** The context that the parts of one run share. */
function sharedSurroundings(among: readonly Document[]): Surroundings {
  const known = shared.get(among) ?? surroundingsOf(among);
  shared.set(among, known);
  return known;
}

/** What is looked up among documents. */
function surroundingsOf(documents: readonly Document[]): Surroundings {
  const objects = documents.flatMap(({ manifest, appliedBy }) => (manifest ? [{ manifest, appliedBy }] : []));
  const appliers = new Map(
    objects.flatMap(({ manifest, appliedBy }) => (appliedBy ? [[manifest, appliedBy] as const] : [])),
  );
  const index = new Index(
    objects.map(({ manifest }) => manifest),
    appliers,
  );
  return { index, inFolders: judgeFolders(documents), juriesFor: rememberedJuries() };
}

/** What is alike is alike for all parts of a run that are judged in the same circumstances. */
function rememberedJuries(): (sitting: Sitting) => Juries {
  const known: Juries[] = [];
  return (sitting) => {
    const before = known.find((juries) => juries.isFor(sitting));
    if (before !== undefined) return before;
    const juries = new Juries(sitting);
    known.push(juries);
    return juries;
  };
}

function counterpart(manifest: Manifest, old: Index): Manifest | undefined {
  const name = text(manifest.metadata.name);
  return name === undefined ? undefined : old.get(groupKindOf(manifest), namespaceOf(manifest), name);
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
