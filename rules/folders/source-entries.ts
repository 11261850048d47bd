import type { Finding, Severity } from '../../manifests/object/violation';
import { type Entry, entries } from '../engine/entry';

/** What can be said of files that are not applied as they are. */
export const SOURCE_ENTRIES: readonly Entry[] = entries(
  { layer: 'expert', subject: 'YAML', severity: 'info', kinds: [], docs: 'docs/repositories.md' },
  {
    'helm-template': 'A template of Helm is YAML after Helm has filled it in: what helm template prints can be judged',
    'root-not-rendered':
      'A folder that only kustomize or Helm can render, or that includes something from the network, was not seen in full',
  },
);

/** A template of Helm, of which nothing was judged. */
export function helmTemplate(severity: Severity): Finding {
  return {
    ...{ rule: 'helm-template', layer: 'expert', severity, path: null },
    message: 'this is filled in by Helm, and no YAML before that',
    fix: 'render it first: helm template CHART | npx cnpg-gitops validate -',
  };
}

/** What of a root could not be seen, and why. */
export function rootNotRendered(reasons: readonly string[], isElsewhere: boolean): Finding {
  return {
    ...{ rule: 'root-not-rendered', layer: 'expert', severity: 'info', path: null },
    message: `not everything of it could be seen: ${reasons.join('; ')}`,
    fix: isElsewhere
      ? 'pass --allow-network'
      : 'judge what the tool prints: kustomize build FOLDER | npx cnpg-gitops validate -',
  };
}
