import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';

/** Props of {@link Kustomization}. */
export interface KustomizationProps {
  /** Whether it is a component: something that another kustomization adds to itself, and nobody applies alone. @default false */
  readonly component?: boolean;
}

/**
 * A `kustomization.yaml`: it makes a folder something that `kubectl apply -k` and Argo CD build as one. Its resources are the files that
 * synth writes beside it, filled in when the files are known.
 * @see https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/
 */
export class Kustomization extends Construct {
  constructor(scope: Construct, id: string, { component = false }: KustomizationProps = {}) {
    super(scope, id);
    new ApiObject(this, 'Resource', {
      apiVersion: `kustomize.config.k8s.io/${component ? 'v1alpha1' : 'v1beta1'}`,
      kind: component ? 'Component' : 'Kustomization',
      // kustomize knows no metadata here; the name only satisfies the rule that every object has one, and is not written.
      metadata: { name: 'kustomization' },
      resources: [],
    });
  }
}
