import type { Finding, Severity } from '../../manifests/object/violation';

/**
 * A template of Helm, of which nothing was judged.
 * @param makes - the kinds in it that install or apply further things, which were not found either
 */
export function helmTemplate(severity: Severity, makes: readonly string[] = []): Finding {
  const kinds = makes.join(', ');
  return {
    ...{ rule: 'helm-template', layer: 'expert', severity, path: null },
    message: `this is filled in by Helm, and no YAML before that${kinds && `; it makes ${kinds}, and what these apply was not followed`}`,
    fix: kinds
      ? 'put helm into PATH: then it is rendered, and what it makes is followed'
      : 'render it first: helm template CHART | npx cnpg-gitops validate -',
  };
}

/** What of a root could not be seen, and why. */
export function rootNotRendered(reasons: readonly string[], isElsewhere: boolean): Finding {
  const isLocked = reasons.every((reason) => reason.endsWith('encrypted with git-crypt'));
  const tool = reasons.some((reason) => reason.startsWith('flux '))
    ? 'flux build kustomization NAME --path FOLDER --kustomization-file FILE --dry-run'
    : 'kustomize build FOLDER';
  return {
    ...{ rule: 'root-not-rendered', layer: 'expert', severity: 'info', path: null },
    message: `not everything of it could be seen: ${reasons.join('; ')}`,
    fix: isElsewhere
      ? 'pass --allow-network'
      : isLocked
        ? 'run git-crypt unlock where they should be judged, too'
        : `correct what the tool says, or judge what it prints: ${tool} | npx cnpg-gitops validate -`,
  };
}

/** A file that was named and is no object by itself: what uses it can be judged. */
export function notJudged(why: string): Finding {
  return {
    ...{ rule: 'not-judged', layer: 'expert', severity: 'info', path: null },
    message: `not judged by itself: ${why}`,
    fix: 'judge what its folder applies: npx cnpg-gitops validate FOLDER',
  };
}
