import { helmReleaseUninstall } from '../../../rules/expert/helm-release-uninstall';
import { cluster, table } from './support';
import { helmRelease } from './support/flux';

const release = (remediation: object, more: object = {}, chart = 'cluster', values: object = {}) => {
  const given = helmRelease(chart, values);
  return { ...given, spec: { ...given.spec, upgrade: { remediation, ...more } } };
};
const UNINSTALL = { retries: 3, strategy: 'uninstall' };
const KEEP = { annotations: { 'helm.sh/resource-policy': 'keep' } };
const made = (more: object = {}) => ({
  ...cluster({}),
  metadata: {
    ...{ name: 'shop-db', namespace: 'shop' },
    labels: { 'helm.toolkit.fluxcd.io/name': 'shop-db', 'helm.toolkit.fluxcd.io/namespace': 'shop' },
    ...more,
  },
});
const SAYS = ['after a failed upgrade Flux uninstalls the release'];

table(helmReleaseUninstall, [
  ['the chart of a Cluster', [release(UNINSTALL)], SAYS],
  ['for ever', [release({ ...UNINSTALL, retries: -1 })], SAYS],
  ['after the last failure', [release({ strategy: 'uninstall', remediateLastFailure: true })], SAYS],
  ['a chart of your own', [release(UNINSTALL, {}, './charts/shop'), made()], SAYS],
  ['of which Helm keeps the Cluster', [release(UNINSTALL, {}, './charts/shop'), made(KEEP)], []],
  ['of which the values keep it', [release(UNINSTALL, {}, 'cluster', { cluster: KEEP })], []],
  ['without a Cluster', [release(UNINSTALL, {}, 'cloudnative-pg'), cluster({})], []],
  ['rolled back', [release({ retries: 3 })], []],
  ['never remediated', [release({ strategy: 'uninstall' })], []],
  ['tried again instead', [release(UNINSTALL, { strategy: { name: 'RetryOnFailure' } })], []],
]);
