import { helmReleaseOf } from '../../manifests/helm/helm-release-of';
import { deletesCluster, HELM_POLICY, isKeptByHelm } from '../../manifests/helm/kept';
import { Kind } from '../../manifests/object/kinds';
import { at, record } from '../../manifests/object/manifest';
import type { Rule } from '../engine/rule';

const HEAD = `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: {name: shop-db, namespace: shop}
spec:
  chart: {spec: {chart: cluster, version: 0.8.1, sourceRef: {kind: HelmRepository, name: cnpg}}}
`;

export const helmReleaseUninstall: Rule = {
  id: 'helm-release-uninstall',
  severity: 'error',
  kinds: [Kind.HELM_RELEASE],
  why: `Flux can answer a failed upgrade by uninstalling the release and installing it again (strategy \`uninstall\`). An upgrade fails when
it takes longer than \`timeout\`, 5 minutes, as a restart of all instances may. Its Cluster goes with its volumes, and an empty one comes. The
default is \`rollback\`. The rule reports a release whose Cluster Helm does not keep. Without \`retries\` or \`remediateLastFailure\` Flux does
not remediate at all.`,
  docs: 'https://fluxcd.io/flux/components/helm/helmreleases/#upgrade-remediation',
  wrong: `${HEAD}  upgrade: {remediation: {retries: 3, strategy: uninstall}}
`,
  right: `${HEAD}  upgrade: {remediation: {retries: 3, strategy: rollback}}
`,
  check(manifest, { index, report }) {
    const { retries = 0, strategy, remediateLastFailure } = record(at(manifest, 'spec.upgrade.remediation'));
    const isUsed = retries !== 0 || remediateLastFailure === true;
    if (strategy !== 'uninstall' || !isUsed) return;
    if (at(manifest, 'spec.upgrade.strategy.name') === 'RetryOnFailure') return;
    const makesCluster = () =>
      index.all(Kind.CLUSTER).some((each) => helmReleaseOf(each, index) === manifest && !isKeptByHelm(each));
    if (deletesCluster(manifest) !== true && !makesCluster()) return;
    report({
      path: 'spec.upgrade.remediation.strategy',
      message:
        'after a failed upgrade Flux uninstalls the release: its Cluster is deleted with its volumes, and an empty one is made',
      fix: `set strategy: rollback, and annotate the Cluster with ${HELM_POLICY}: keep`,
    });
  },
};
