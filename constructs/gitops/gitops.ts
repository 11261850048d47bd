import type { IConstruct } from 'constructs';
import { oneOf } from '../../values/text/keys';

/** What applies the manifests of a platform. */
export type GitOps = 'argocd' | 'flux';

/** The texts of {@link GitOps}. */
export const GITOPS = oneOf<GitOps>({ argocd: true, flux: true });

const CONTEXT = 'cnpg-gitops/gitops';

/**
 * Says what applies everything in a scope, so that its objects carry the protections of that engine alone. A {@link Platform} says it for its
 * applications; call it where there is none, before anything is in the scope.
 * @param gitops - undefined leaves it to the scope around
 */
export function useGitOps(scope: IConstruct, gitops: GitOps | undefined): void {
  if (gitops !== undefined) scope.node.setContext(CONTEXT, gitops);
}

/** What applies an object: Argo CD, unless a scope around it says otherwise. */
export function gitOpsOf(scope: IConstruct): GitOps {
  return scope.node.tryGetContext(CONTEXT) === 'flux' ? 'flux' : 'argocd';
}
