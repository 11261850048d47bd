import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { FLUX_NAMESPACE } from '../../values/kubernetes/system-namespaces';
import type { Keys } from '../../values/text/keys';
import { Duration } from '../../values/time/duration';
import { checkKeys } from '../base/check-keys';
import { InputError } from '../base/input-error';
import { objectMetadata, PLACED_KEYS, type PlacedObjectProps } from '../base/object-metadata';
import { type ISecret, SECRET_KEYS } from '../secrets/secret';

/** How often Flux looks, where it is not said. */
export const FLUX_INTERVAL = Duration.minutes(10);

/** Props of {@link FluxGitRepository}. */
export interface FluxGitRepositoryProps extends PlacedObjectProps {
  /** URL of the repository, `https://` or `ssh://`. */
  readonly url: string;
  /** The branch, the tag or the commit that is applied. */
  readonly ref: { readonly branch: string } | { readonly tag: string } | { readonly commit: string };
  /** Secret with the credentials for it, in the namespace of Flux. @default - anybody may read it */
  readonly secret?: ISecret;
  /** How often it is fetched. @default - a minute */
  readonly interval?: Duration;
}

const GIT_KEYS: Keys<FluxGitRepositoryProps> = {
  ...PLACED_KEYS,
  url: true,
  ref: { branch: true, tag: true, commit: true },
  secret: SECRET_KEYS,
  interval: true,
};

/**
 * A GitRepository of Flux, which Kustomizations read.
 * @see https://fluxcd.io/flux/components/source/gitrepositories/
 */
export class FluxGitRepository extends Construct {
  readonly name: string;

  /** @throws InputError for a URL of another form, which Flux refuses. */
  constructor(scope: Construct, id: string, props: FluxGitRepositoryProps) {
    super(scope, id);
    checkKeys(this, props, GIT_KEYS);
    const { name, url, ref, secret, interval = Duration.minutes(1) } = props;
    if (!/^(https?|ssh):\/\//.test(url)) {
      throw new InputError(
        this,
        `url "${url}": Flux takes https:// and ssh:// only, such as ssh://git@example.com/shop.git`,
      );
    }
    this.name = name;
    new ApiObject(this, 'Resource', {
      apiVersion: 'source.toolkit.fluxcd.io/v1',
      kind: 'GitRepository',
      metadata: objectMetadata(this, { ...props, namespace: FLUX_NAMESPACE }),
      spec: {
        interval: interval.toGoDuration(),
        url,
        ref: { ...ref },
        ...(secret && { secretRef: { name: secret.name } }),
      },
    });
  }
}

/** Props of {@link FluxHelmRepository}. */
export interface FluxHelmRepositoryProps extends PlacedObjectProps {
  /** URL of the chart repository: `https://`, or `oci://` for a registry. */
  readonly url: string;
  /** How often its index is fetched. @default - an hour */
  readonly interval?: Duration;
}

const HELM_KEYS: Keys<FluxHelmRepositoryProps> = { ...PLACED_KEYS, url: true, interval: true };

/**
 * A HelmRepository of Flux, in which HelmReleases find their charts.
 * @see https://fluxcd.io/flux/components/source/helmrepositories/
 */
export class FluxHelmRepository extends Construct {
  readonly name: string;

  constructor(scope: Construct, id: string, props: FluxHelmRepositoryProps) {
    super(scope, id);
    checkKeys(this, props, HELM_KEYS);
    const { name, url, interval = Duration.hours(1) } = props;
    this.name = name;
    new ApiObject(this, 'Resource', {
      apiVersion: 'source.toolkit.fluxcd.io/v1',
      kind: 'HelmRepository',
      metadata: objectMetadata(this, { ...props, namespace: FLUX_NAMESPACE }),
      spec: { ...(url.startsWith('oci://') && { type: 'oci' }), interval: interval.toGoDuration(), url },
    });
  }
}
