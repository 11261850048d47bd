import type { GitOps } from '../../constructs/index';

/** What applies the manifests, for a person. @param gitops - Argo CD is the default */
export function engineName(gitops: GitOps | undefined): string {
  return gitops === 'flux' ? 'Flux' : 'Argo CD';
}
