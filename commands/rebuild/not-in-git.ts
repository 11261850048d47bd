import { OPERATOR_CHART, PLUGIN_CHART } from '../../manifests/argo/argo';
import { applicationDatabaseOf } from '../../manifests/cnpg/bootstrap';
import { installedCharts } from '../../manifests/helm/installed-charts';
import { namespacedName } from '../../manifests/object/identity';
import { Kind } from '../../manifests/object/kinds';
import { at, list, type Manifest, namespaceOf, text } from '../../manifests/object/manifest';
import { Index } from '../../manifests/object/object-index';
import { declaredNeeds } from '../status/declared-needs';

/** What an application needs of a Kubernetes cluster and git does not bring, and what comes back other than it was; each a line. */
export function notInGit(manifests: readonly Manifest[], onPlatform: readonly Manifest[]): string[] {
  const brought = broughtBy([...manifests, ...onPlatform]);
  const clusters = new Index(manifests).all(Kind.CLUSTER);
  return [
    ...declaredNeeds(manifests)
      .filter(({ what }) => !brought.some((prefix) => what === prefix || what.startsWith(`${prefix} `)))
      .map(({ what, makers }) =>
        makers === undefined ? what : `${what}; made by ${makers.join(', ')}, whose own key or store must be there`,
      ),
    ...clusters.flatMap(names),
    ...clusters.flatMap(madeAnew),
  ];
}

/** How the needs begin that the charts and the namespaces in git answer. */
function broughtBy(manifests: readonly Manifest[]): string[] {
  const charts = manifests.flatMap((each) => installedCharts(each)).map(({ chart }) => chart);
  const kinds = [
    ...(charts.includes(OPERATOR_CHART) ? ['postgresql.cnpg.io'] : []),
    ...(charts.includes(PLUGIN_CHART) ? ['barmancloud.cnpg.io'] : []),
  ];
  const custom = manifests.filter(({ apiVersion }) => kinds.includes(apiVersion.split('/')[0] ?? ''));
  return [
    ...custom.map(({ apiVersion, kind }) => `kind ${kind} of ${apiVersion}`),
    ...manifests.filter(({ kind }) => kind === 'Namespace').map(({ metadata }) => `namespace ${metadata.name}`),
  ];
}

/** Names and addresses that lead to a Cluster from outside. */
function names(cluster: Manifest): string[] {
  const outside = list(at(cluster, 'spec.managed.services.additional'))
    .filter((service) => ['LoadBalancer', 'NodePort'].includes(text(at(service, 'serviceTemplate.spec.type')) ?? ''))
    .map((service) => text(at(service, 'serviceTemplate.metadata.name')) ?? '');
  const inside = new RegExp(`^[^.]+(?:\\.${namespaceOf(cluster)}(?:\\.svc(?:\\..+)?)?)?$`);
  const certified = list(at(cluster, 'spec.certificates.serverAltDNSNames'))
    .map(String)
    .filter((name) => !inside.test(name));
  return [
    ...outside.map((name) => `DNS: Service ${name} of Cluster ${namespacedName(cluster)} has another address`),
    ...(certified.length > 0 ? [`DNS: ${certified.join(', ')} must lead to Cluster ${namespacedName(cluster)}`] : []),
  ];
}

/** What the operator makes once more, and clients outside may have kept. */
function madeAnew(cluster: Manifest): string[] {
  const owner = namespacedName(cluster);
  const ownAuthority = at(cluster, 'spec.certificates.serverCASecret') === undefined;
  return [
    ...(applicationDatabaseOf(cluster).secret === undefined ? [`new: the password in Secret ${owner}-app`] : []),
    ...(ownAuthority ? [`new: the authority in Secret ${owner}-ca, and all certificates that it signs`] : []),
  ];
}
