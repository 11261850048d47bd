import type { ClusterSpec } from '../../imports/postgresql.cnpg.io/cluster';
import { BARMAN_CLOUD_PLUGIN } from '../../values/cnpg/barman-cloud';
import { InvalidValueError } from '../../values/text/invalid-value';
import type { Duration } from '../../values/time/duration';
import { renderVolumeSnapshot } from '../backup/volume-snapshot';
import { compact, nonEmpty, type Overrides } from '../base/overrides';
import { secretKeySelector } from '../secrets/secret';
import { renderResources } from '../workload/resources';
import {
  defaultAntiAffinity,
  defaultSpread,
  defaultSynchronous,
  renderAffinity,
  renderSpread,
  renderSynchronous,
} from './availability';
import { bootstrapSources, renderBootstrap } from './bootstrap-spec';
import { renderCertificates } from './certificates';
import { renderImage } from './cluster-image';
import type { ClusterParts } from './cluster-parts';
import type { Archive, Plugin, PostgresClusterProps } from './cluster-props';
import { complianceParameters } from './compliance';
import { renderExtensionImages } from './extension-image';
import type { ExternalCluster } from './external-cluster';
import { podSelectorRefs } from './hba-rule';
import { parameterTexts } from './parameter-texts';
import { renderPrimaryLease } from './primary-lease';
import { renderReplica } from './replica';
import { type RoleProps, renderRole } from './role';
import { renderService } from './service';
import { renderStorage, renderTablespace } from './storage';
import { renderPgHba, tlsParameters } from './tls';

/** What a cluster has become by the time it is rendered. */
export interface ClusterDeclaration {
  readonly name: string;
  readonly props: PostgresClusterProps;
  readonly archive: Required<Archive> | undefined;
  readonly parts: ClusterParts;
  /** All roles, those that are objects of their own too. */
  readonly roles: readonly RoleProps[];
}

type Spec = Overrides<ClusterSpec>;

/** The value that was given, or the default; `false` means none. */
function choose<T>(given: T | false | undefined, byDefault: T | undefined): T | undefined {
  return given === undefined ? byDefault : given === false ? undefined : given;
}

function seconds(duration: Duration | undefined): number | undefined {
  return duration?.toSeconds();
}

/** The spec of a Cluster: only what was chosen, but complete inside list items, so that Argo CD sees no drift. */
export function renderClusterSpec(state: ClusterDeclaration): Spec {
  const { props, parts } = state;
  const antiAffinity = props.antiAffinity ?? defaultAntiAffinity(props.instances);
  return {
    ...renderImage(props.image, props.version),
    description: props.description,
    instances: props.instances,
    bootstrap: renderBootstrap(props.bootstrap),
    replica: props.replica && renderReplica(props.replica),
    externalClusters: nonEmpty(externalClusters(state)),
    postgresql: renderPostgresql(state),
    resources: renderResources(props.resources),
    storage: renderStorage(props.storage),
    walStorage: props.walStorage && renderStorage(props.walStorage),
    tablespaces: nonEmpty([...parts.tablespaces.values()].map(renderTablespace)),
    affinity: renderAffinity(antiAffinity, props.placement),
    topologySpreadConstraints: renderSpread(state.name, choose(props.spread, defaultSpread(props.instances))),
    enablePdb: props.enablePDB ?? props.instances > 1,
    primaryUpdateMethod: props.primaryUpdateMethod ?? 'switchover',
    primaryUpdateStrategy: props.primaryUpdateStrategy ?? 'unsupervised',
    replicationSlots: props.replicationSlots,
    probes: props.probes,
    startDelay: seconds(props.startDelay),
    stopDelay: seconds(props.stopDelay),
    smartShutdownTimeout: seconds(props.smartShutdownTimeout),
    switchoverDelay: seconds(props.switchoverDelay),
    failoverDelay: seconds(props.failoverDelay),
    primaryLease: props.primaryLease && renderPrimaryLease(props.primaryLease),
    podSelectorRefs: nonEmpty(podSelectorRefs(props.pgHba ?? [])),
    plugins: nonEmpty([...archiver(state.archive), ...(props.plugins ?? []).map(renderPlugin)]),
    backup: compact({
      target: props.backupTarget,
      volumeSnapshot: props.volumeSnapshots && renderVolumeSnapshot(props.volumeSnapshots),
    }),
    managed: compact({
      roles: nonEmpty([...parts.roles.values()].map(renderRole)),
      services: compact({
        additional: nonEmpty([...parts.services.values()].map(renderService)),
        disabledDefaultServices: nonEmpty(props.disabledServices),
      }),
    }),
    certificates: compact(renderCertificates(state.name, props.certificates, parts.hosts)),
    enableSuperuserAccess: props.superuserAccess !== undefined && props.superuserAccess !== false,
    superuserSecret: typeof props.superuserAccess === 'object' ? { name: props.superuserAccess.name } : undefined,
    monitoring: renderMonitoring(props),
    inheritedMetadata: props.inheritedMetadata,
    ...renderServiceAccount(props),
    env: props.env,
    imagePullSecrets: nonEmpty(props.imagePullSecrets?.map((secret) => ({ name: secret.name }))),
    priorityClassName: props.priorityClassName,
    logLevel: props.logLevel,
  };
}

function renderPostgresql({ props, roles }: ClusterDeclaration): Spec['postgresql'] {
  const synchronous = choose(props.synchronous, defaultSynchronous(props.instances));
  return compact({
    parameters: compact(
      parameterTexts({ ...complianceParameters(props), ...props.parameters, ...tlsParameters(props) }),
    ),
    sharedPreloadLibraries: nonEmpty(props.preloadLibraries),
    pgHba: nonEmpty(renderPgHba(props, roles)),
    pgIdent: nonEmpty(props.pgIdent),
    enableAlterSystem: props.enableAlterSystem,
    extensions: renderExtensionImages(props.extensionImages),
    synchronous: synchronous && renderSynchronous(synchronous),
  });
}

function renderServiceAccount({ serviceAccountName, serviceAccountAnnotations }: PostgresClusterProps) {
  if (serviceAccountAnnotations === undefined) return { serviceAccountName };
  if (serviceAccountName !== undefined) {
    throw new InvalidValueError(
      `serviceAccountAnnotations are for the account that the operator makes, and serviceAccountName "${serviceAccountName}" is another one: annotate that one, or leave its name out`,
    );
  }
  return { serviceAccountTemplate: { metadata: { annotations: { ...serviceAccountAnnotations } } } };
}

function archiver(archive: Required<Archive> | undefined) {
  if (archive === undefined) return [];
  const parameters = { barmanObjectName: archive.store.name, serverName: archive.serverName };
  return [{ name: BARMAN_CLOUD_PLUGIN, enabled: true, isWalArchiver: true, parameters }];
}

function renderPlugin(plugin: Plugin) {
  return {
    name: plugin.name,
    enabled: plugin.enabled ?? true,
    isWalArchiver: plugin.walArchiver ?? false,
    parameters: compact({ ...plugin.parameters }),
  };
}

function renderMonitoring(props: PostgresClusterProps): Spec['monitoring'] {
  const queries = props.customQueries ?? [];
  return compact({
    customQueriesSecret: nonEmpty(queries.flatMap((query) => ('secret' in query ? [secretKeySelector(query)] : []))),
    customQueriesConfigMap: nonEmpty(
      queries.flatMap((query) => ('configMap' in query ? [{ name: query.configMap, key: query.key }] : [])),
    ),
    tls: props.metricsTls === undefined ? undefined : { enabled: props.metricsTls },
  });
}

function externalClusters(state: ClusterDeclaration) {
  const mentioned = [
    ...bootstrapSources(state.props.bootstrap),
    ...(state.props.replica ? [state.props.replica.source] : []),
    ...state.parts.externalClusters.values(),
  ];
  const byName = new Map<string, ExternalCluster>();
  for (const external of mentioned) {
    if (byName.get(external.name)?.equals(external) === false) {
      throw new InvalidValueError(
        `two different external clusters are named "${external.name}"; give one of them another name`,
      );
    }
    byName.set(external.name, external);
  }
  return [...byName.values()].map(({ entry }) => entry);
}

/** Where WAL and base backups go; by default under the cluster's own name. */
export function declaredArchive(props: PostgresClusterProps): Required<Archive> | undefined {
  if (props.archive === undefined) return undefined;
  const archive = 'store' in props.archive ? props.archive : { store: props.archive };
  return { serverName: props.name, ...archive };
}
