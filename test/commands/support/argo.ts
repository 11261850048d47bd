/**
 * An Application of Argo CD for a folder of the repository.
 * @param source - more of its source, behind a comma
 */
export function application(name: string, path: string, { namespace = 'shop', source = '' } = {}): string {
  return `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: ${name}, namespace: argocd}
spec:
  project: default
  source: {repoURL: https://example.com/gitops.git, path: ${path}, targetRevision: HEAD${source}}
  destination: {server: https://kubernetes.default.svc, namespace: ${namespace}}
`;
}

/** An ApplicationSet that makes one Application for each of some directories. */
export function directorySet(directories: string): string {
  return `apiVersion: argoproj.io/v1alpha1
kind: ApplicationSet
metadata: {name: dbs, namespace: argocd}
spec:
  generators: [{git: {repoURL: https://example.com/gitops.git, revision: HEAD, directories: [${directories}]}}]
  template:
    metadata: {name: '{{path.basename}}'}
    spec:
      project: default
      source: {repoURL: https://example.com/gitops.git, path: '{{path}}', targetRevision: HEAD}
      destination: {server: https://kubernetes.default.svc, namespace: shop}
`;
}
