import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { FLUX_NAMESPACE } from '../../values/kubernetes/system-namespaces';
import type { Keys } from '../../values/text/keys';
import { Duration } from '../../values/time/duration';
import { checkKeys } from '../base/check-keys';
import { InputError } from '../base/input-error';
import { objectMetadata, PLACED_KEYS, type PlacedObjectProps } from '../base/object-metadata';
import { nonEmpty } from '../base/overrides';
import type { ResourceKind } from './argo-project';
import { type FluxHealthCheck, fluxHealth } from './flux-health';
import type { FluxHelmRelease } from './flux-helm-release';
import { FLUX_INTERVAL, type FluxGitRepository } from './flux-source';

/** Props of {@link FluxKustomization}. */
export interface FluxKustomizationProps extends PlacedObjectProps {
  /** The repository. */
  readonly source: FluxGitRepository;
  /** Path of the folder from the root of the repository. */
  readonly path: string;
  /** Kustomizations that must be ready before: what waves are for Argo CD. @default - none */
  readonly dependsOn?: readonly FluxKustomization[];
  /** Whether what leaves git is removed from the cluster, but for what is protected. @default true */
  readonly prune?: boolean;
  /**
   * Whether what it applied is left in the cluster when it is deleted itself: a database that stays keeps its backups, its network policies
   * and its alerts.
   * @default true
   */
  readonly orphan?: boolean;
  /**
   * What must be what it should be before it is ready: all that it applies, or these releases. The Kustomization that applies itself must
   * name them, for it would wait for itself.
   * @default - all
   */
  readonly waitFor?: readonly FluxHelmRelease[];
  /** Kinds in the folder, of which health is told; `*` is any kind of a group. @default - all that {@link fluxHealth} knows */
  readonly kinds?: readonly ResourceKind[];
  /** How often it is applied. @default - 10 minutes */
  readonly interval?: Duration;
  /** How long it waits for health; a newer commit waits as long. @default - 5 minutes */
  readonly timeout?: Duration;
}

const KEYS: Keys<FluxKustomizationProps> = {
  ...PLACED_KEYS,
  source: true,
  path: true,
  dependsOn: true,
  prune: true,
  orphan: true,
  waitFor: true,
  kinds: { group: true, kind: true },
  interval: true,
  timeout: true,
};

/**
 * A Kustomization of Flux, which applies a folder and waits until what is in it is healthy, by {@link fluxHealth}. It never deletes an object
 * to make it again (`force`), and deleting it deletes no database.
 * @see https://fluxcd.io/flux/components/kustomize/kustomizations/
 */
export class FluxKustomization extends Construct {
  readonly name: string;

  /** @throws InputError for a path that leads out of the repository. */
  constructor(scope: Construct, id: string, props: FluxKustomizationProps) {
    super(scope, id);
    checkKeys(this, props, KEYS);
    const { name, source, path, dependsOn, prune = true, orphan = true, waitFor, kinds } = props;
    const { interval = FLUX_INTERVAL, timeout = Duration.minutes(5) } = props;
    if (path.startsWith('/') || path.split('/').includes('..')) {
      throw new InputError(
        this,
        `path "${path}": give a folder from the root of the repository, such as dist/shop/database`,
      );
    }
    this.name = name;
    new ApiObject(this, 'Resource', {
      apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
      kind: 'Kustomization',
      metadata: objectMetadata(this, { ...props, namespace: FLUX_NAMESPACE }),
      spec: {
        dependsOn: nonEmpty(dependsOn?.map((other) => ({ name: other.name }))),
        interval: interval.toGoDuration(),
        retryInterval: '1m',
        timeout: timeout.toGoDuration(),
        path: `./${path}`,
        sourceRef: { kind: 'GitRepository', name: source.name },
        prune,
        ...(orphan && { deletionPolicy: 'Orphan' }),
        ...(waitFor
          ? { wait: false, healthChecks: nonEmpty(waitFor.map(healthCheck)) }
          : { wait: true, healthCheckExprs: nonEmpty(healthOf(kinds)) }),
      },
    });
  }
}

function healthOf(kinds: readonly ResourceKind[] | undefined): FluxHealthCheck[] {
  return fluxHealth().filter(({ apiVersion, kind }) => {
    const [group] = apiVersion.split('/');
    return kinds === undefined || kinds.some((each) => each.group === group && ['*', kind].includes(each.kind));
  });
}

function healthCheck({ name }: FluxHelmRelease): object {
  return { apiVersion: 'helm.toolkit.fluxcd.io/v2', kind: 'HelmRelease', name, namespace: FLUX_NAMESPACE };
}
