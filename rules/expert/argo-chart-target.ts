import { roleOf, sourcesOf } from '../../manifests/argo/argo';
import { Kind } from '../../manifests/object/kinds';
import { at, text } from '../../manifests/object/manifest';
import { installedBy } from '../../values/cnpg/chart-versions';
import { isSameMinor, Version } from '../../values/cnpg/version';
import { attempt } from '../../values/text/invalid-value';
import type { Rule } from '../engine/rule';

export const argoChartTarget: Rule = {
  id: 'argo-chart-target',
  severity: 'warning',
  kinds: [Kind.APPLICATION],
  why: `All objects are checked for the declared target. If the chart installs another version, the rules, defaults and bugs are those of a
version that does not run. Setting \`image.tag\` on a chart of another version does not help: the CRDs remain the old ones. Operators 1.28.2
to 1.28.4 have no chart; use their release manifest.`,
  docs: 'https://github.com/cloudnative-pg/charts',
  wrong: `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: cnpg, namespace: argocd}
spec: {source: {chart: cloudnative-pg, targetRevision: 0.27.1}}
`,
  right: `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: cnpg, namespace: argocd}
spec: {source: {chart: cloudnative-pg, targetRevision: 0.29.0}}
`,
  check(manifest, { target, report }) {
    const role = roleOf(manifest);
    if (role !== 'operator' && role !== 'plugin') return;
    for (const { chart = '', targetRevision, values, path } of sourcesOf(manifest)) {
      const wanted = target[role];
      const installed = installedBy(chart, text(targetRevision));
      const tag = text(at(values, 'image.tag'));
      // The target may be that of the image, which is what runs; then only the next finding is true.
      const runs = tag !== undefined && isSame(tag, wanted) ? tag : installed;
      if (runs !== undefined && !isSame(runs, wanted)) {
        report({
          path: `${path}.targetRevision`,
          message: `chart ${targetRevision} installs ${role} ${runs}, but the target is ${wanted}`,
          fix: `set the target to ${runs}, or use the chart of ${wanted}`,
        });
      }
      if (installed === undefined || tag === undefined || isSame(tag, installed)) continue;
      // Another rule reports an image of another minor, wherever the chart is installed.
      if (attempt(() => isSameMinor(tag, installed)) === false) continue;
      report({
        path: `${path}.helm.valuesObject.image.tag`,
        message: `image ${tag} on a chart of ${installed}: the CRDs and the RBAC rules remain those of ${installed}`,
        fix: `apply the release manifest of ${tag}, or use its chart`,
      });
    }
  },
};

function isSame(left: string, right: string): boolean {
  const [a, b] = [left, right].map((version) => attempt(() => Version.parse(version)));
  return a !== undefined && b !== undefined && a.compareTo(b) === 0;
}
