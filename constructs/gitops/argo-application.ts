import { Construct } from 'constructs';
import {
  type ApplicationSpec,
  Application as L1Application,
  toJson_ApplicationSpec,
} from '../../imports/argoproj.io/application';
import type { Keys } from '../../values/text/keys';
import { checkKeys } from '../base/check-keys';
import { InputError } from '../base/input-error';
import { objectMetadata, PLACED_KEYS, type PlacedObjectProps } from '../base/object-metadata';
import { nonEmpty, type Overrides } from '../base/overrides';
import { specOf } from '../base/spec';
import { type Subscriptions, subscriptionAnnotations } from './argo-notifications';
import { checkChartVersion } from './chart-version';

/** Namespace that Argo CD runs in, and looks for Applications and AppProjects in. */
export const ARGO_NAMESPACE = 'argocd';

/** A folder of a git repository. */
export interface GitSource {
  /** URL of the repository. */
  readonly repoUrl: string;
  /** Path of the folder from the root of the repository. */
  readonly path: string;
  /** Branch, tag or commit. */
  readonly targetRevision: string;
  /** Folders of kustomize components that Argo CD adds to it, relative to `path`: see `component` of {@link Folder}. @default - none */
  readonly components?: readonly string[];
}

/** A Helm chart at one exact version: without one, whatever is newest would be installed. */
export interface ChartSource {
  /** URL of the chart repository. */
  readonly repoUrl: string;
  /** Name of the chart. */
  readonly chart: string;
  /** Exact version of the chart. */
  readonly version: string;
  /** Release name. @default - the name of the Application */
  readonly releaseName?: string;
  /** Values of the chart. @default - the chart's */
  readonly values?: Readonly<Record<string, unknown>>;
}

/** Where an Application puts things. */
export interface Destination {
  /** The Kubernetes cluster: its API server's URL, or the name it has in Argo CD. @default - the one that Argo CD runs in */
  readonly cluster?: { readonly server: string } | { readonly name: string };
  /** Namespace of what names none. */
  readonly namespace: string;
}

/** How Argo CD keeps what an Application applies. */
export interface SyncOptions {
  /** Whether what leaves git is removed from the cluster, last and when all else is healthy. @default false */
  readonly prune?: boolean;
  /** Whether the namespace is created. @default false */
  readonly createNamespace?: boolean;
  /**
   * Labels of the namespace that it creates, for example the pod security level; of several Applications with one namespace, let one give them.
   * @default - none
   */
  readonly namespaceLabels?: Readonly<Record<string, string>>;
  /** Fields that another actor owns. @default - none */
  readonly ignoreDifferences?: NonNullable<Overrides<ApplicationSpec>['ignoreDifferences']>;
  /** Further sync options. @default - none */
  readonly syncOptions?: readonly string[];
  /** Who is told of what: `{ 'on-database-degraded': { slack: 'dba' } }`. @default - nobody, but who subscribes elsewhere */
  readonly notifications?: Subscriptions;
}

/** Props of {@link ArgoApplication}. */
export interface ArgoApplicationProps extends PlacedObjectProps, SyncOptions {
  /** Name of the AppProject. */
  readonly project: string;
  /** What it applies: a folder of a git repository, or a chart. */
  readonly source: GitSource | ChartSource;
  /** Where it puts things. */
  readonly destination: Destination;
  /** Order among Applications that one Application applies. @default 0 */
  readonly wave?: number;
  /** Whatever of the spec the props above do not reach, laid over what they make; lists without names are replaced. @default - none */
  readonly spec?: Overrides<ApplicationSpec>;
}

/** The Kubernetes cluster that Argo CD itself runs in. */
export const IN_CLUSTER = { server: 'https://kubernetes.default.svc' };

/** Keys of {@link Destination}. */
export const DESTINATION_KEYS: Keys<Destination> = { cluster: { server: true, name: true }, namespace: true };
/** Keys of {@link SyncOptions}. */
export const SYNC_KEYS: Keys<SyncOptions> = {
  prune: true,
  createNamespace: true,
  namespaceLabels: true,
  ignoreDifferences: true,
  syncOptions: true,
  notifications: true,
};
const APPLICATION_KEYS: Keys<ArgoApplicationProps> = {
  ...PLACED_KEYS,
  ...SYNC_KEYS,
  project: true,
  source: {
    repoUrl: true,
    path: true,
    components: true,
    targetRevision: true,
    chart: true,
    version: true,
    releaseName: true,
    values: true,
  },
  destination: DESTINATION_KEYS,
  wave: true,
  spec: true,
};

/**
 * An Application of Argo CD: server-side apply, self healing, retry, no pruning unless asked for, and no finalizer, so that deleting the
 * Application never deletes a database.
 * @see https://argo-cd.readthedocs.io/en/stable/operator-manual/declarative-setup/
 */
export class ArgoApplication extends Construct {
  readonly name: string;

  /** @throws InputError for a chart version that is not exact, labels of a namespace that is not created, and recipients that are none. */
  constructor(scope: Construct, id: string, props: ArgoApplicationProps) {
    super(scope, id);
    checkKeys(this, props, APPLICATION_KEYS);
    this.name = props.name;
    const annotations = { ...applicationAnnotations(this, props), ...props.annotations };
    const metadata = objectMetadata(this, { ...props, annotations, namespace: ARGO_NAMESPACE }, { wave: props.wave });
    new L1Application(this, 'Resource', {
      metadata,
      spec: specOf(this, toJson_ApplicationSpec, applicationSpec(this, props), props.spec),
    });
  }
}

/** What an Application, written by hand or by an ApplicationSet, says of itself. */
type Described = SyncOptions & Pick<ArgoApplicationProps, 'name' | 'project' | 'source' | 'destination'>;

/** Annotations of an Application: how it is compared, when its manifests are rendered again, who is told. */
export function applicationAnnotations(scope: Construct, props: Described): Record<string, string> {
  return {
    // Diffs by a dry run on the server: what CNPG's defaulting webhook fills in is then no drift.
    'argocd.argoproj.io/compare-options': 'ServerSideDiff=true',
    ...(!('chart' in props.source) && { 'argocd.argoproj.io/manifest-generate-paths': '.' }),
    ...subscriptionAnnotations(scope, props.notifications),
  };
}

/** Spec of an Application. */
export function applicationSpec(scope: Construct, props: Described): Overrides<ApplicationSpec> {
  const { source, destination, prune = false, createNamespace = false, namespaceLabels } = props;
  if ('chart' in source) checkChartVersion(scope, source.chart, source.version);
  if (namespaceLabels !== undefined && !createNamespace) {
    throw new InputError(scope, 'namespaceLabels without createNamespace have no effect; give both, or neither');
  }
  return {
    project: props.project,
    source: renderSource(source, props.name),
    destination: { ...(destination.cluster ?? IN_CLUSTER), namespace: destination.namespace },
    ignoreDifferences: nonEmpty(props.ignoreDifferences),
    revisionHistoryLimit: 10,
    syncPolicy: {
      automated: { prune, selfHeal: true, allowEmpty: false },
      ...(namespaceLabels && { managedNamespaceMetadata: { labels: namespaceLabels } }),
      syncOptions: [
        // CRDs of CNPG are larger than the annotation of a client-side apply may be.
        'ServerSideApply=true',
        'FailOnSharedResource=true',
        // One kind that nobody has installed, a PodMonitor say, would otherwise keep everything else of a folder from being applied.
        'SkipDryRunOnMissingResource=true',
        ...(createNamespace ? ['CreateNamespace=true'] : []),
        // What takes over is there, and healthy, before what it replaces goes.
        ...(prune ? ['PruneLast=true'] : []),
        ...(props.ignoreDifferences?.length ? ['RespectIgnoreDifferences=true'] : []),
        ...(props.syncOptions ?? []),
      ],
      // The operator's webhook refuses everything while it restarts; without a retry the sync would stay failed.
      retry: { limit: 10, backoff: { duration: '15s', factor: 2, maxDuration: '5m' } },
    },
  };
}

function renderSource(source: GitSource | ChartSource, name: string): Overrides<ApplicationSpec>['source'] {
  if (!('chart' in source)) {
    const { components, ...rest } = source;
    return { ...rest, ...(components !== undefined && { kustomize: { components: [...components] } }) };
  }
  return {
    repoUrl: source.repoUrl,
    chart: source.chart,
    targetRevision: source.version,
    helm: { releaseName: source.releaseName ?? name, valuesObject: source.values },
  };
}
