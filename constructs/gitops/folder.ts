import { Chart, type ChartProps } from 'cdk8s';
import type { Construct } from 'constructs';
import type { Keys } from '../../values/text/keys';
import { checkKeys } from '../base/check-keys';
import { InputError } from '../base/input-error';
import { Kustomization } from './kustomization';

/** Props of {@link Folder}. */
export interface FolderProps extends ChartProps {
  /** Namespace of the objects in the folder that name none. @default - each object must name its own */
  readonly namespace?: string;
  /**
   * Whether its kustomization is a component, which only the Application adds that names it in `components` of its source: `kubectl apply -k`
   * of the folder above leaves it out.
   * @default false
   */
  readonly component?: boolean;
}

const FOLDER_KEYS: Keys<FolderProps> = {
  namespace: true,
  component: true,
  labels: true,
  disableResourceNameHashes: true,
};

/**
 * A folder of `dist/`: what one Argo CD Application applies. It is a chart of its own, written as one file a kind, with a
 * `kustomization.yaml` that lists them.
 * @see https://argo-cd.readthedocs.io/en/stable/user-guide/kustomize/
 */
export class Folder extends Chart {
  /** Path below `dist/`, with slashes, for example `shop/database`. */
  readonly path: string;

  /** @throws InputError for a path that is not made of lower-case names with single slashes between them. */
  constructor(scope: Construct, path: string, props: FolderProps = {}) {
    super(scope, path, props);
    checkKeys(this, props, FOLDER_KEYS);
    if (!/^[a-z0-9][a-z0-9.-]*(\/[a-z0-9][a-z0-9.-]*)*$/.test(path)) {
      throw new InputError(this, `path "${path}": use lower-case names with single slashes between them, below dist/`);
    }
    this.path = path;
    new Kustomization(this, 'Kustomization', { component: props.component });
  }
}
