import { installationsOf } from '../../manifests/installations/installations';
import { operatorChartsOf } from '../../manifests/installations/operator-charts';
import { Kind } from '../../manifests/object/kinds';
import { at, text } from '../../manifests/object/manifest';
import type { Index } from '../../manifests/object/object-index';
import type { Rule } from '../engine/rule';

const RELEASE = `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: {name: cnpg, namespace: cnpg-system}
spec:
  chart: {spec: {chart: cloudnative-pg, version: 0.29.0, sourceRef: {kind: HelmRepository, name: cnpg}}}
`;

export const operatorCrdsMissing: Rule = {
  id: 'operator-crds-missing',
  severity: 'warning',
  misses: 'reference',
  kinds: [Kind.APPLICATION, Kind.HELM_RELEASE, Kind.K3S_HELM_CHART],
  why: `With \`crds.create: false\` the chart installs an operator without its CRDs. Something else must install those of the same version, at
each upgrade: with older ones the API server drops the fields that are new, and without any no Cluster can be applied.`,
  docs: 'https://github.com/cloudnative-pg/charts/tree/main/charts/cloudnative-pg',
  wrong: `${RELEASE}  values: {crds: {create: false}}
`,
  right: `${RELEASE}  values: {crds: {create: true}}
`,
  check(manifest, { index, report }) {
    for (const { component, values } of operatorChartsOf(manifest, index)) {
      if (at(values.value, 'crds.create') !== false || isInstalledElse(component, index)) continue;
      const what =
        component === 'operator' ? 'clusters.postgresql.cnpg.io and the others' : 'objectstores.barmancloud.cnpg.io';
      report({
        path: `${values.path}.crds.create`,
        message: `nothing here installs the CRDs (${what})`,
        fix: 'set crds.create: true, or apply the CRDs of the same version with whatever applies this',
      });
    }
  },
};

const GROUPS = { operator: '.postgresql.cnpg.io', plugin: '.barmancloud.cnpg.io' };

/** By CRDs as objects, by a release of CNPG's in git, or by something whose name speaks of CRDs. */
function isInstalledElse(component: keyof typeof GROUPS, index: Index): boolean {
  const inGit = [Kind.KUSTOMIZATION, Kind.GIT_REPOSITORY]
    .flatMap((kind) => index.all(kind))
    .flatMap((each) => installationsOf(each, index));
  if (inGit.some((each) => each.component === component)) return true;
  const isOf = (name: string | undefined) => name?.endsWith(GROUPS[component]) ?? false;
  if (index.all(Kind.CUSTOM_RESOURCE_DEFINITION).some(({ metadata }) => isOf(text(metadata.name)))) return true;
  return [Kind.APPLICATION, Kind.HELM_RELEASE, Kind.FLUX_KUSTOMIZATION, Kind.GIT_REPOSITORY]
    .flatMap((kind) => index.all(kind))
    .some(({ metadata }) => /crd/i.test(text(metadata.name) ?? ''));
}
