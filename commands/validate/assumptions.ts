import type { SeenTarget } from '../../manifests/installations/seen-target';
import type { Document } from '../../manifests/object/document';
import { groupOf, text } from '../../manifests/object/manifest';
import type { Violation } from '../../manifests/object/violation';
import { DEFAULT_TARGET, type Target } from '../../values/cnpg/target';

/** What a run assumed of the versions that it judged for. */
export interface Assumptions {
  /** What objects say, where they say it. */
  readonly seen: readonly Violation[];
  /** What no object says, if it matters: it has no place. */
  readonly byDefault: readonly Violation[];
}

const JUDGED_GROUPS = new Set(['postgresql.cnpg.io', 'barmancloud.cnpg.io']);

/**
 * The versions that were assumed, once each; none of those that the user named.
 * @param parts - of the documents, by the versions that they are judged for
 */
export function assumptions(
  parts: readonly SeenTarget[],
  documents: readonly Document[],
  given: Partial<Target>,
): Assumptions {
  const seen = parts.flatMap((part) =>
    part.reasons
      .filter(({ component }) => given[component] === undefined)
      .map(({ message, document, path }) => {
        const share = parts.length > 1 ? ` (${part.documents.length} of ${documents.length} objects)` : '';
        return assumption(`${message}${share}`, document, path);
      }),
  );
  const isJudged = documents.some(({ manifest }) => manifest && JUDGED_GROUPS.has(groupOf(manifest.apiVersion)));
  const isSeen = parts.some(({ reasons }) => reasons.some(({ component }) => component === 'operator'));
  if (!isJudged || isSeen || given.operator !== undefined) return { seen, byDefault: [] };
  const message = `judged for CloudNativePG ${DEFAULT_TARGET.operator}, the default: no object here installs an operator; --target names another`;
  return { seen, byDefault: [assumption(message)] };
}

function assumption(message: string, from?: Document, path: string | null = null): Violation {
  const { name, namespace } = from?.manifest?.metadata ?? {};
  return {
    ...{ rule: 'target-assumed', layer: 'expert', severity: 'info' },
    kind: from?.manifest?.kind ?? null,
    namespace: text(namespace) ?? null,
    name: text(name) ?? null,
    path,
    message,
    fix: null,
    file: from?.file ?? null,
    document: from?.document ?? null,
  };
}
