/** (chosen) The repository that holds this project, and the branch that Argo CD or Flux watches. */
export const REPOSITORY = {
  repoUrl: 'https://git.example.com/platform/databases.git',
  targetRevision: 'main',
} as const;

/** (chosen) The Secret in `flux-system` by which Flux reads it, on platforms that Flux applies; Argo CD has its own. */
export const FLUX_GIT_SECRET = 'databases-git';

/** (chosen) Where people read the page that an alert names. */
export const RUNBOOKS = 'https://git.example.com/platform/databases/src/branch/main/docs/runbooks';
