import { Kind } from '../kinds';
import { at, list, record, text } from '../manifest';
import { OPERATOR_RELEASES } from '../operator-releases';
import type { Rule } from '../rule';

const DAY = 86_400_000;

export const operatorEndOfLife: Rule = {
  id: 'operator-end-of-life',
  severity: 'warning',
  kinds: [Kind.APPLICATION],
  why: `A release of the operator is maintained for a few months; afterwards there are no fixes, not for security holes and not for lost data
either. Its end is known in advance, and an upgrade restarts every instance, so it wants planning.`,
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
  check(manifest, { now, report }) {
    const single = { source: at(manifest, 'spec.source'), path: 'spec.source' };
    const several = list(at(manifest, 'spec.sources')).map((source, index) => ({
      source,
      path: `spec.sources[${index}]`,
    }));
    for (const { source, path } of [single, ...several]) {
      const { chart, targetRevision } = record(source);
      const ended = endOf(text(targetRevision) ?? '', now);
      if (chart !== 'cloudnative-pg' || ended === undefined) continue;
      report({
        path: `${path}.targetRevision`,
        message: `chart ${targetRevision} installs ${ended}`,
        fix: `plan the upgrade to ${newest()}`,
      });
    }
  },
};

/** Which release a version of the chart installs and when that ended; undefined while it is maintained. */
function endOf(revision: string, now: Date): string | undefined {
  const [, minor] = /^[v^~=]?0\.(\d+)(?:\.|$)/.exec(revision) ?? [];
  if (minor === undefined) return undefined;
  const { chart: oldest = '', operator: first } = OPERATOR_RELEASES[0] ?? {};
  if (Number(minor) < Number(oldest.slice(2))) return `an operator older than ${first}, which has no fixes any more`;
  const { operator, supportedUntil } = OPERATOR_RELEASES.find(({ chart }) => chart === `0.${minor}`) ?? {};
  if (supportedUntil === undefined || now.getTime() < Date.parse(supportedUntil) + DAY) return undefined;
  return `CloudNativePG ${operator}, which has had no fixes since ${supportedUntil}`;
}

function newest(): string {
  const release = OPERATOR_RELEASES.at(-1);
  return `CloudNativePG ${release?.operator}, chart ${release?.chart}`;
}
