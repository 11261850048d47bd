import { Chart, type ChartProps } from 'cdk8s';
import type { Construct } from 'constructs';
import type { Keys } from '../../values/text/keys';
import { checkKeys } from '../base/check-keys';
import { InputError } from '../base/input-error';
import type { ResourceKind } from './argo-project';
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
  /**
   * Kinds that its Argo CD project allows beside those that are in it: Argo CD refuses the whole
   * sync where it would prune an object of a kind that is not allowed.
   * @default - the kinds that are in it
   */
  readonly kinds?: readonly ResourceKind[];
  /** Name of the platform that applies it; `null` for one that is not in this repository. @default - that of its application */
  readonly platform?: string | null;
  /** Whether nothing in it is to stay: its Application makes the namespace, and may prune everything. @default false */
  readonly temporary?: boolean;
  /** What the Namespace of its objects has to say for them. @default - nothing */
  readonly namespaceAnnotations?: Readonly<Record<string, string>>;
}

const FOLDER_KEYS: Keys<FolderProps> = {
  namespace: true,
  component: true,
  kinds: { group: true, kind: true },
  platform: true,
  temporary: true,
  namespaceAnnotations: true,
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
  /** What its Argo CD project allows beside what is in it. */
  readonly kinds: readonly ResourceKind[];
  /** Name of the platform that applies it, `null` for a foreign one. @default - that of its application */
  readonly platform?: string | null;
  /** Whether nothing in it is to stay. */
  readonly temporary: boolean;
  /** What the Namespace of its objects has to say for them. */
  readonly namespaceAnnotations: Readonly<Record<string, string>>;

  /** @throws InputError for a path that is not made of lower-case names with single slashes between them. */
  constructor(scope: Construct, path: string, props: FolderProps = {}) {
    super(scope, path, props);
    checkKeys(this, props, FOLDER_KEYS);
    if (!/^[a-z0-9][a-z0-9.-]*(\/[a-z0-9][a-z0-9.-]*)*$/.test(path)) {
      throw new InputError(this, `path "${path}": use lower-case names with single slashes between them, below dist/`);
    }
    this.path = path;
    this.kinds = props.kinds ?? [];
    this.platform = props.platform;
    this.temporary = props.temporary ?? false;
    this.namespaceAnnotations = props.namespaceAnnotations ?? {};
    new Kustomization(this, 'Kustomization', { component: props.component });
  }
}
