import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { FLUX_NAMESPACE } from '../../values/kubernetes/system-namespaces';
import type { Keys } from '../../values/text/keys';
import { checkKeys } from '../base/check-keys';
import { objectMetadata, PLACED_KEYS, type PlacedObjectProps } from '../base/object-metadata';
import { nonEmpty } from '../base/overrides';
import { checkChartVersion } from './chart-version';
import { FLUX_INTERVAL, type FluxHelmRepository } from './flux-source';

/** Props of {@link FluxHelmRelease}. */
export interface FluxHelmReleaseProps extends PlacedObjectProps {
  /** Where the chart is. */
  readonly repository: FluxHelmRepository;
  /** Name of the chart. */
  readonly chart: string;
  /** Exact version of the chart. */
  readonly version: string;
  /** Namespace that it is installed in, which must be there. */
  readonly targetNamespace: string;
  /** Release name. @default - the name of the HelmRelease */
  readonly releaseName?: string;
  /** Values of the chart. @default - the chart's */
  readonly values?: Readonly<Record<string, unknown>>;
  /** Releases that must be ready before. @default - none */
  readonly dependsOn?: readonly FluxHelmRelease[];
}

const KEYS: Keys<FluxHelmReleaseProps> = {
  ...PLACED_KEYS,
  repository: true,
  chart: true,
  version: true,
  targetNamespace: true,
  releaseName: true,
  values: true,
  dependsOn: true,
};

/**
 * A HelmRelease of Flux: a chart at one exact version. What fails is tried again, and never uninstalled or rolled back: with the CRDs of CNPG
 * every database would go. For the same reason it stays when it leaves git.
 * @see https://fluxcd.io/flux/components/helm/helmreleases/
 */
export class FluxHelmRelease extends Construct {
  readonly name: string;

  /** @throws InputError for a chart version that is not exact. */
  constructor(scope: Construct, id: string, props: FluxHelmReleaseProps) {
    super(scope, id);
    checkKeys(this, props, KEYS);
    const { name, repository, chart, version, targetNamespace, releaseName = name, values, dependsOn } = props;
    checkChartVersion(this, chart, version);
    this.name = name;
    const strategy = { name: 'RetryOnFailure', retryInterval: '1m' };
    new ApiObject(this, 'Resource', {
      apiVersion: 'helm.toolkit.fluxcd.io/v2',
      kind: 'HelmRelease',
      metadata: objectMetadata(this, { ...props, namespace: FLUX_NAMESPACE }, { protection: 'deny' }),
      spec: {
        dependsOn: nonEmpty(dependsOn?.map((other) => ({ name: other.name }))),
        interval: FLUX_INTERVAL.toGoDuration(),
        releaseName,
        targetNamespace,
        // Where `helm list -n` looks for it.
        storageNamespace: targetNamespace,
        chart: { spec: { chart, version, sourceRef: { kind: 'HelmRepository', name: repository.name } } },
        install: { strategy },
        upgrade: { strategy },
        values,
      },
    });
  }
}
