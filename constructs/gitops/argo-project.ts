import { Construct } from 'constructs';
import {
  type AppProjectSpec,
  AppProject as L1AppProject,
  toJson_AppProjectSpec,
} from '../../imports/argoproj.io/app-project';
import type { Keys } from '../../values/text/keys';
import { checkKeys } from '../base/check-keys';
import { objectMetadata, PLACED_KEYS, type PlacedObjectProps } from '../base/object-metadata';
import { nonEmpty, type Overrides } from '../base/overrides';
import { specOf } from '../base/spec';
import { ARGO_NAMESPACE, DESTINATION_KEYS, type Destination, IN_CLUSTER } from './argo-application';
import { renderSyncWindow, SYNC_WINDOW_KEYS, type SyncWindow } from './sync-window';

/** A kind with its API group; the core group is the empty string, `*` means all. */
export interface ResourceKind {
  /** API group, for example `apps`. */
  readonly group: string;
  /** Kind, for example `Deployment`. */
  readonly kind: string;
}

/** A kind, and the names that are meant. */
export interface NamedResources extends ResourceKind {
  /** Name, or a pattern with `*`. @default - all */
  readonly name?: string;
}

/** Props of {@link ArgoProject}. */
export interface ArgoProjectProps extends PlacedObjectProps {
  /** What the project is for. */
  readonly description: string;
  /** Repositories that Applications of the project may read. */
  readonly sourceRepos: readonly string[];
  /** Where they may put things. */
  readonly destinations: readonly Destination[];
  /** Cluster-scoped kinds that they may write; Namespace among them where an Application creates its own. @default - none */
  readonly clusterResources?: readonly NamedResources[];
  /** Namespaced kinds that they may write. @default - all */
  readonly namespaceResources?: readonly ResourceKind[];
  /** When its Applications are synced, or are not. @default - always */
  readonly syncWindows?: readonly SyncWindow[];
  /**
   * Warns of objects in its namespaces that no Application holds, but these: what people left behind, and Secrets that they made by hand.
   * What the operator makes belongs to its Cluster and never counts.
   * @default - no warning
   */
  readonly warnOfOrphansBut?: readonly NamedResources[];
  /** Order among the objects that one Application applies. @default 0 */
  readonly wave?: number;
  /** Whatever of the spec the props above do not reach, laid over what they make; lists without names are replaced. @default - none */
  readonly spec?: Overrides<AppProjectSpec>;
}

const PROJECT_KEYS: Keys<ArgoProjectProps> = {
  ...PLACED_KEYS,
  description: true,
  sourceRepos: true,
  destinations: DESTINATION_KEYS,
  clusterResources: { group: true, kind: true, name: true },
  namespaceResources: { group: true, kind: true },
  syncWindows: SYNC_WINDOW_KEYS,
  warnOfOrphansBut: { group: true, kind: true, name: true },
  wave: true,
  spec: true,
};

/**
 * An AppProject of Argo CD: what its Applications may read, write, and where.
 * @see https://argo-cd.readthedocs.io/en/stable/user-guide/projects/
 */
export class ArgoProject extends Construct {
  readonly name: string;

  /** @throws InputError for a sync window that Argo CD cannot read. */
  constructor(scope: Construct, id: string, props: ArgoProjectProps) {
    super(scope, id);
    checkKeys(this, props, PROJECT_KEYS);
    this.name = props.name;
    const { warnOfOrphansBut: known } = props;
    const spec: Overrides<AppProjectSpec> = {
      description: props.description,
      sourceRepos: [...props.sourceRepos],
      destinations: props.destinations.map(({ cluster, namespace }) => ({
        ...(cluster ?? IN_CLUSTER),
        namespace,
      })),
      clusterResourceWhitelist: nonEmpty(props.clusterResources),
      namespaceResourceWhitelist: nonEmpty(props.namespaceResources),
      syncWindows: nonEmpty(props.syncWindows?.map((window) => renderSyncWindow(this, window))),
      ...(known && { orphanedResources: { warn: true, ignore: nonEmpty(known) } }),
    };
    const metadata = objectMetadata(this, { ...props, namespace: ARGO_NAMESPACE }, { wave: props.wave });
    new L1AppProject(this, 'Resource', { metadata, spec: specOf(this, toJson_AppProjectSpec, spec, props.spec) });
  }
}
