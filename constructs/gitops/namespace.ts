import { k8s } from 'cdk8s-plus-30';
import { Construct } from 'constructs';
import { dns1123LabelProblem } from '../../values/names';
import { checkName } from '../input-error';
import { clusterScopedMetadata, type PlacedObjectProps, withoutNamespace } from '../object-metadata';
import { type Protection, SyncWave } from './protection';

/** Props of {@link Namespace}. */
export interface NamespaceProps extends PlacedObjectProps {
  /** What Argo CD may do to it: deleting a namespace deletes every database in it. @default 'deny' */
  readonly protection?: Protection;
}

/**
 * A namespace that Argo CD neither prunes nor deletes.
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/
 */
export class Namespace extends Construct {
  readonly name: string;

  /** @throws InputError for a name that is no DNS label. */
  constructor(scope: Construct, id: string, props: NamespaceProps) {
    super(scope, id);
    checkName(this, 'name', props.name, dns1123LabelProblem);
    this.name = props.name;
    const argo = { protection: props.protection ?? 'deny', wave: SyncWave.NAMESPACE } as const;
    withoutNamespace(new k8s.KubeNamespace(this, 'Resource', { metadata: clusterScopedMetadata(this, props, argo) }));
  }
}
