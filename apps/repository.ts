/** (chosen) The repository that holds this project, and the branch that Argo CD watches. */
export const REPOSITORY = {
  repoUrl: 'https://git.example.com/platform/databases.git',
  targetRevision: 'main',
} as const;

/** (chosen) Where people read the page that an alert names. */
export const RUNBOOKS = 'https://git.example.com/platform/databases/src/branch/main/docs/runbooks';
