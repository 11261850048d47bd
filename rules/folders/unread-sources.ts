import type { Finding, Severity } from '../../manifests/object/violation';

/** A template of Helm, of which nothing was judged. */
export function helmTemplate(severity: Severity): Finding {
  return {
    ...{ rule: 'helm-template', layer: 'expert', severity, path: null },
    message: 'this is filled in by Helm, and no YAML before that',
    fix: 'render it first: helm template CHART | npx cnpg-gitops validate -',
  };
}

const KUSTOMIZE = 'kustomize build FOLDER';
const TOOLS = [
  ['flux', 'flux build kustomization NAME --path FOLDER --kustomization-file FILE --dry-run'],
  ['helm', 'helm template CHART'],
] as const;

/** What of a root could not be seen, and why. */
export function rootNotRendered(reasons: readonly string[], isElsewhere: boolean): Finding {
  return {
    ...{ rule: 'root-not-rendered', layer: 'expert', severity: 'info', path: null },
    message: `not everything of it could be seen: ${reasons.join('; ')}`,
    fix: isElsewhere ? 'pass --allow-network' : fixOf(reasons),
  };
}

const MISSING_CHART = /^helm .*(?:helm dependency build|missing in charts\/ directory)/;

function fixOf(reasons: readonly string[]): string {
  if (reasons.some((reason) => MISSING_CHART.test(reason))) {
    return 'load the charts that it depends on, then validate again: helm dependency build CHART';
  }
  const [, tool] = TOOLS.find(([name]) => reasons.some((reason) => reason.startsWith(`${name} `))) ?? [];
  return `correct what the tool says, or judge what it prints: ${tool ?? KUSTOMIZE} | npx cnpg-gitops validate -`;
}

/** A file that was named and is no object by itself: what uses it can be judged. */
export function notJudged(why: string): Finding {
  return {
    ...{ rule: 'not-judged', layer: 'expert', severity: 'info', path: null },
    message: `not judged by itself: ${why}`,
    fix: 'judge what its folder applies: npx cnpg-gitops validate FOLDER',
  };
}
