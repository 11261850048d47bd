import { operatorsIn } from '../../manifests/argo/argo';
import { Kind } from '../../manifests/object/kinds';
import { releaseOf, targetRelease } from '../../manifests/releases/operator-releases';
import { satisfies } from '../../values/cnpg/version';
import type { Rule } from '../engine/rule';

export const kubernetesUnsupported: Rule = {
  id: 'kubernetes-unsupported',
  severity: 'warning',
  kinds: [Kind.APPLICATION, Kind.CLUSTER],
  why: `Each minor of the operator is tested with a few minors of Kubernetes, and supported on these only. On an older one the API server may
lack what the operator asks for, on a newer one it may have removed it. The rule compares the operator with the Kubernetes of the target, once,
where the operator is installed.`,
  docs: 'https://cloudnative-pg.io/documentation/current/supported_releases/',
  exampleTarget: { kubernetes: '1.36' },
  wrong: `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: cnpg, namespace: argocd}
spec: {source: {chart: cloudnative-pg, targetRevision: 0.27.0}}
`,
  right: `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: cnpg, namespace: argocd}
spec: {source: {chart: cloudnative-pg, targetRevision: 0.29.0}}
`,
  check(manifest, { index, target, report }) {
    for (const { version, path } of operatorsIn(manifest, index)) {
      const { operator, kubernetes } = (version === undefined ? targetRelease(target) : releaseOf(version)) ?? {};
      if (kubernetes === undefined) continue;
      const [oldest, newest] = kubernetes;
      if (satisfies(target.kubernetes, `>=${oldest} <=${newest}`)) continue;
      report({
        path,
        message: `CloudNativePG ${operator} supports Kubernetes ${oldest} to ${newest}, and the target has ${target.kubernetes}`,
        fix: `use an operator that supports Kubernetes ${target.kubernetes}, or correct the target`,
      });
    }
  },
};
