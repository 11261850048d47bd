import { OPERATOR_CHART, operatorsIn, sourcesOf } from '../../manifests/argo/argo';
import { Kind } from '../../manifests/object/kinds';
import { groupKindOf, text } from '../../manifests/object/manifest';
import { isOver, OPERATOR_RELEASES, targetEnd } from '../../manifests/releases/operator-releases';
import { operatorName } from '../../values/cnpg/target';
import type { Rule } from '../engine/rule';

export const operatorEndOfLife: Rule = {
  id: 'operator-end-of-life',
  severity: 'warning',
  kinds: [Kind.APPLICATION, Kind.CLUSTER],
  why: `A release of the operator is maintained for a few months. After that it gets no fixes, neither for vulnerabilities nor for data
loss. The end date is known in advance, and an upgrade restarts every instance, so plan it. If the input contains no Application of the
operator, the version of the target applies.`,
  docs: 'https://cloudnative-pg.io/documentation/current/supported_releases/',
  wrong: `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: cnpg-operator, namespace: argocd}
spec:
  source: {repoURL: https://cloudnative-pg.github.io/charts, chart: cloudnative-pg, targetRevision: 0.27.0}
`,
  right: `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: cnpg-operator, namespace: argocd}
spec:
  source: {repoURL: https://cloudnative-pg.github.io/charts, chart: cloudnative-pg, targetRevision: 0.29.0}
`,
  check(manifest, { index, target, now, report }) {
    if (groupKindOf(manifest) === Kind.CLUSTER && operatorsIn(manifest, index).length > 0) {
      const ended = targetEnd(target, now);
      if (ended === undefined) return;
      const name =
        target.unknown?.operator === undefined ? `the targeted ${operatorName(target)}` : operatorName(target);
      const message = `${name} ${ended}`;
      report({ path: 'apiVersion', message, fix: `plan the upgrade to ${newest()}` });
    }
    for (const { chart, targetRevision, path } of sourcesOf(manifest)) {
      const ended = chart === OPERATOR_CHART ? endOf(text(targetRevision) ?? '', now) : undefined;
      if (ended === undefined) continue;
      report({
        path: `${path}.targetRevision`,
        message: `chart ${targetRevision} installs ${ended}`,
        fix: `plan the upgrade to ${newest()}`,
      });
    }
  },
};

/** The release that a version of the chart installs and the end of its support; undefined while it is maintained. */
function endOf(revision: string, now: Date): string | undefined {
  const [, minor] = /^[v^~=]?0\.(\d+)(?:\.|$)/.exec(revision) ?? [];
  if (minor === undefined) return undefined;
  const { chart: oldest = '', operator: first } = OPERATOR_RELEASES[0] ?? {};
  if (Number(minor) < Number(oldest.slice(2))) return `an operator older than ${first}, which gets no more fixes`;
  const { operator, supportedUntil } = OPERATOR_RELEASES.find(({ chart }) => chart === `0.${minor}`) ?? {};
  if (supportedUntil === undefined || !isOver(supportedUntil, now)) return undefined;
  return `CloudNativePG ${operator}, which has had no fixes since ${supportedUntil}`;
}

function newest(): string {
  const release = OPERATOR_RELEASES.at(-1);
  return `CloudNativePG ${release?.operator}, chart ${release?.chart}`;
}
