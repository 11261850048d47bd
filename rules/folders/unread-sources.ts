import type { Finding, Severity } from '../../manifests/object/violation';
import { few } from '../../values/text/few';

/**
 * A template of Helm, of which nothing was judged.
 * @param chart - its folder, as the user would name it
 * @param installs - the kinds in it that install or apply further things, and the charts that it depends on
 */
export function helmTemplate(severity: Severity, chart = 'CHART', installs: readonly string[] = []): Finding {
  const more = installs.length === 0 ? '' : `; what it installs in turn was not followed: ${installs.join(', ')}`;
  const isUmbrella = installs.some((each) => each.startsWith('chart '));
  const before = isUmbrella ? `run helm dependency update ${chart}, and ` : '';
  return {
    ...{ rule: 'helm-template', layer: 'expert', severity, path: null },
    message: `this is filled in by Helm, and no YAML before that${more}`,
    fix:
      installs.length === 0
        ? `render it first: helm template ${chart} | npx cnpg-gitops validate -`
        : `${before}put helm into PATH: then it is rendered, and what it makes is followed`,
  };
}

/** What a root is called on a command line. */
export interface RootNames {
  /** The folder that a tool renders. @default - it is in none of this repository */
  readonly folder?: string;
  /** The file with which it begins. */
  readonly file: string;
}

/** What of a root could not be seen, and why. */
export function rootNotRendered(reasons: readonly string[], isElsewhere: boolean, names: RootNames): Finding {
  const [, how] = HOW_TO_SEE.find(([cause]) => reasons.some((reason) => cause.test(reason))) ?? [];
  return {
    ...{ rule: 'root-not-rendered', layer: 'expert', severity: 'info', path: null },
    message: `not everything of it could be seen: ${reasons.join('; ')}`,
    fix: how?.(names) ?? (isElsewhere ? 'pass --allow-network' : WITHOUT_TOOL),
  };
}

/** Folders and files that nobody is told to apply, where others are. */
export function rootUnapplied(names: readonly string[]): Finding {
  return {
    ...{ rule: 'root-unapplied', layer: 'expert', severity: 'info', path: null },
    message: `nothing in the repository applies ${few(names, MOST)}: only what the API server and CNPG would refuse was looked for`,
    fix: 'if it is applied from elsewhere, judge it by itself: npx cnpg-gitops validate FOLDER; if it is not, leave it out with exclude in cnpg-gitops.yaml, or delete it',
  };
}

const MOST = 5;

/** Charts that name nothing of CNPG, which nobody loads and no Cluster here misses, by how many releases they have. */
export function chartsNotMissed(releases: ReadonlyMap<string, number>): Finding {
  const names = [...releases].map(([name, count]) => (count === 1 ? name : `${name} (${count} releases)`));
  return {
    ...{ rule: 'root-not-rendered', layer: 'expert', severity: 'info', path: null },
    message: `the network has charts that name nothing of CloudNativePG, and are not looked into: ${few(names, MOST)}`,
    fix: 'pass --allow-network to see what they make',
  };
}

const judging = (tool: string) => `${tool} | npx cnpg-gitops validate -`;
const WITHOUT_TOOL = 'put kustomize, kubectl or flux into PATH: then it is rendered';
const CORRECT = 'correct what the tool says, or judge what it prints: ';

/** By what the reasons say. */
const HOW_TO_SEE: readonly (readonly [cause: RegExp, how: (names: RootNames) => string])[] = [
  [/encrypted with git-crypt$/, () => 'run git-crypt unlock where they should be judged, too'],
  [/^kustomize /, ({ folder = 'FOLDER' }) => `${CORRECT}${judging(`kustomize build ${folder}`)}`],
  [
    /^flux /,
    ({ folder = 'FOLDER' }) =>
      `${CORRECT}${judging(`flux build kustomization NAME --path ${folder} --kustomization-file FILE --dry-run`)}`,
  ],
  [
    /^helm template fails: .*(?:missing in charts|dependency build|dependency update)/,
    ({ folder = 'CHART' }) =>
      `load the charts that it depends on, then validate again: helm dependency build ${folder}`,
  ],
  [
    /^helm template fails/,
    ({ folder = 'CHART' }) =>
      `correct what helm says, or judge what it prints: ${judging(`helm template ${folder} --values FILE`)}`,
  ],
  [
    /^some values of its chart/,
    ({ folder = 'CHART' }) =>
      `judge what it makes with all values: ${judging(`helm template ${folder} --values FILE`)}`,
  ],
  [
    /^its valuesFiles/,
    () => 'name values.yaml of the chart first in valuesFiles, if what it says is meant to hold as well',
  ],
  [
    /^only its generators/,
    ({ file }) => `judge what it makes: ${judging(`argocd appset generate ${file}`)}, and the folders that it applies`,
  ],
  [
    /^Applications that make/,
    ({ folder = 'CHART' }) => `judge the innermost by themselves: ${judging(`helm template ${folder}`)}`,
  ],
];

/**
 * A file that was named and is no object by itself: what uses it can be judged.
 * @param folder - of what uses it
 */
export function notJudged(why: string, folder: string): Finding {
  return {
    ...{ rule: 'not-judged', layer: 'expert', severity: 'info', path: null },
    message: `not judged by itself: ${why}`,
    fix: `judge what its folder applies: npx cnpg-gitops validate ${folder}`,
  };
}
