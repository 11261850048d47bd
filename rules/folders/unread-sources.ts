import type { Finding, Severity } from '../../manifests/object/violation';

/**
 * A template of Helm, of which nothing was judged.
 * @param installs - the kinds in it that install or apply further things, and the charts that it depends on
 */
export function helmTemplate(severity: Severity, installs: readonly string[] = []): Finding {
  const more = installs.length === 0 ? '' : `; what it installs in turn was not followed: ${installs.join(', ')}`;
  const isUmbrella = installs.some((each) => each.startsWith('chart '));
  const before = isUmbrella ? 'run helm dependency update CHART, and ' : '';
  return {
    ...{ rule: 'helm-template', layer: 'expert', severity, path: null },
    message: `this is filled in by Helm, and no YAML before that${more}`,
    fix:
      installs.length === 0
        ? 'render it first: helm template CHART | npx cnpg-gitops validate -'
        : `${before}put helm into PATH: then it is rendered, and what it makes is followed`,
  };
}

/** What of a root could not be seen, and why. */
export function rootNotRendered(reasons: readonly string[], isElsewhere: boolean): Finding {
  const [, how] = HOW_TO_SEE.find(([cause]) => reasons.some((reason) => cause.test(reason))) ?? [];
  return {
    ...{ rule: 'root-not-rendered', layer: 'expert', severity: 'info', path: null },
    message: `not everything of it could be seen: ${reasons.join('; ')}`,
    fix: how ?? (isElsewhere ? 'pass --allow-network' : OTHERWISE),
  };
}

const MOST = 5;

/** Charts of applications, which nobody loads and nobody misses, by how many releases they have. */
export function chartsNotMissed(releases: ReadonlyMap<string, number>): Finding {
  const names = [...releases].map(([name, count]) => (count === 1 ? name : `${name} (${count} releases)`));
  const more = names.length > MOST ? ` and ${names.length - MOST} more` : '';
  return {
    ...{ rule: 'root-not-rendered', layer: 'expert', severity: 'info', path: null },
    message: `the network has charts in which nothing of a database is expected: ${names.slice(0, MOST).join(', ')}${more}`,
    fix: 'pass --allow-network to see what they make',
  };
}

const judging = (tool: string) => `${tool} | npx cnpg-gitops validate -`;
const OTHERWISE = `correct what the tool says, or judge what it prints: ${judging('kustomize build FOLDER')}`;

/** By what the reasons say. */
const HOW_TO_SEE: readonly (readonly [cause: RegExp, how: string])[] = [
  [/encrypted with git-crypt$/, 'run git-crypt unlock where they should be judged, too'],
  [
    /^flux /,
    `correct what the tool says, or judge what it prints: ${judging('flux build kustomization NAME --path FOLDER --kustomization-file FILE --dry-run')}`,
  ],
  [
    /^helm template fails: .*(?:missing in charts|dependency build|dependency update)/,
    'load the charts that it depends on, then validate again: helm dependency build CHART',
  ],
  [
    /^helm template fails/,
    `correct what helm says, or judge what it prints: ${judging('helm template CHART --values FILE')}`,
  ],
  [/^some values of its chart/, `judge what it makes with all values: ${judging('helm template CHART --values FILE')}`],
  [
    /^only its generators/,
    `judge what it makes: ${judging('argocd appset generate FILE')}, and the folders that it applies`,
  ],
  [/^Applications that make/, `judge the innermost by themselves: ${judging('helm template CHART')}`],
];

/** A file that was named and is no object by itself: what uses it can be judged. */
export function notJudged(why: string): Finding {
  return {
    ...{ rule: 'not-judged', layer: 'expert', severity: 'info', path: null },
    message: `not judged by itself: ${why}`,
    fix: 'judge what its folder applies: npx cnpg-gitops validate FOLDER',
  };
}
