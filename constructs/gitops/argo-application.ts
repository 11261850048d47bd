import { Construct } from 'constructs';
import { type ApplicationSpec, Application as L1Application } from '../../imports/argoproj.io/application';
import { InputError } from '../input-error';
import { objectMetadata, type PlacedObjectProps } from '../object-metadata';
import { merge, nonEmpty, type Overrides } from '../overrides';

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

/** Props of {@link ArgoApplication}. */
export interface ArgoApplicationProps extends PlacedObjectProps {
  /** Name of the AppProject. */
  readonly project: string;
  /** What it applies: a folder of a git repository, or a chart. */
  readonly source: GitSource | ChartSource;
  /** Where it puts things. */
  readonly destination: Destination;
  /** Order among Applications that one Application applies. @default 0 */
  readonly wave?: number;
  /** Whether what leaves git is removed from the cluster. @default false */
  readonly prune?: boolean;
  /** Whether the namespace is created. @default false */
  readonly createNamespace?: boolean;
  /** Fields that another actor owns. @default - none */
  readonly ignoreDifferences?: NonNullable<Overrides<ApplicationSpec>['ignoreDifferences']>;
  /** Further sync options. @default - none */
  readonly syncOptions?: readonly string[];
  /** Whatever of the spec the props above do not reach, laid over what they make; lists without names are replaced. @default - none */
  readonly spec?: Overrides<ApplicationSpec>;
}

/** The Kubernetes cluster that Argo CD itself runs in. */
export const IN_CLUSTER = { server: 'https://kubernetes.default.svc' };
const EXACT_VERSION = /^v?\d+\.\d+\.\d+([-+][0-9A-Za-z.-]+)?$/;

/**
 * An Application of Argo CD: server-side apply, self healing, retry, no pruning unless asked for, and no finalizer, so that deleting the
 * Application never deletes a database.
 * @see https://argo-cd.readthedocs.io/en/stable/operator-manual/declarative-setup/
 */
export class ArgoApplication extends Construct {
  readonly name: string;

  /** @throws InputError for a chart version that is not exact. */
  constructor(scope: Construct, id: string, props: ArgoApplicationProps) {
    super(scope, id);
    const { source } = props;
    this.name = props.name;
    if ('chart' in source && !EXACT_VERSION.test(source.version)) {
      throw new InputError(
        this,
        `chart ${source.chart} at "${source.version}" floats; give one exact version, such as 1.2.3`,
      );
    }
    const annotations = {
      // Diffs by a dry run on the server: what CNPG's defaulting webhook fills in is then no drift.
      'argocd.argoproj.io/compare-options': 'ServerSideDiff=true',
      ...(!('chart' in source) && { 'argocd.argoproj.io/manifest-generate-paths': '.' }),
      ...props.annotations,
    };
    const spec: Overrides<ApplicationSpec> = {
      project: props.project,
      source: renderSource(source, props.name),
      destination: { ...(props.destination.cluster ?? IN_CLUSTER), namespace: props.destination.namespace },
      ignoreDifferences: nonEmpty(props.ignoreDifferences),
      revisionHistoryLimit: 10,
      syncPolicy: {
        automated: { prune: props.prune ?? false, selfHeal: true, allowEmpty: false },
        syncOptions: [
          // CRDs of CNPG are larger than the annotation of a client-side apply may be.
          'ServerSideApply=true',
          'FailOnSharedResource=true',
          ...(props.createNamespace ? ['CreateNamespace=true'] : []),
          ...(props.ignoreDifferences?.length ? ['RespectIgnoreDifferences=true'] : []),
          ...(props.syncOptions ?? []),
        ],
        // The operator's webhook refuses everything while it restarts; without a retry the sync would stay failed.
        retry: { limit: 10, backoff: { duration: '15s', factor: 2, maxDuration: '5m' } },
      },
    };
    const metadata = objectMetadata(this, { ...props, annotations, namespace: ARGO_NAMESPACE }, { wave: props.wave });
    new L1Application(this, 'Resource', { metadata, spec: merge<ApplicationSpec>(spec, props.spec) });
  }
}

function renderSource(source: GitSource | ChartSource, name: string): Overrides<ApplicationSpec>['source'] {
  if (!('chart' in source)) return { ...source };
  return {
    repoUrl: source.repoUrl,
    chart: source.chart,
    targetRevision: source.version,
    helm: { releaseName: source.releaseName ?? name, valuesObject: source.values },
  };
}
