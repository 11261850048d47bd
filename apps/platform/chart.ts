import type { App } from 'cdk8s';
import {
  type Application,
  ArgoApplication,
  ArgoProject,
  Folder,
  Namespace,
  type ResourceKind,
} from '../../constructs/index';
import { config } from './config';

const { name, git, operators, applications } = config;

/** Kinds that a database folder may hold, and an API folder. */
const FOLDER_KINDS: Record<'database' | 'api', readonly ResourceKind[]> = {
  database: [
    { group: 'postgresql.cnpg.io', kind: '*' },
    { group: 'barmancloud.cnpg.io', kind: 'ObjectStore' },
    { group: 'monitoring.coreos.com', kind: 'PodMonitor' },
    { group: '', kind: 'ConfigMap' },
  ],
  api: [
    { group: 'apps', kind: 'Deployment' },
    { group: '', kind: 'Service' },
    { group: 'policy', kind: 'PodDisruptionBudget' },
  ],
};

/** Projects before the Applications that belong to them, operators before the databases that they run. */
const WAVE = { PROJECT: -40, PLATFORM: -35, OPERATOR: -30, STEP: 10 } as const;

/** Operators, namespaces, and the Argo CD objects by which everything in `dist/` is applied. */
export const platform: Application = {
  name,
  target: config.target,
  suppressions: config.suppressions,

  build(app: App) {
    const folder = new Folder(app, name);

    const project = new ArgoProject(folder, 'Project', {
      name,
      description: 'Operators, namespaces and the Argo CD objects of this repository',
      sourceRepos: [git.repoUrl, ...new Set(operators.map(({ source }) => source.repoUrl))],
      // The charts put leader-election roles into kube-system, too.
      destinations: ['argocd', 'kube-system', ...new Set(operators.map(({ namespace }) => namespace))].map(
        (namespace) => ({ namespace }),
      ),
      clusterResources: [{ group: '*', kind: '*' }],
      wave: WAVE.PROJECT,
    });

    new ArgoApplication(folder, 'Platform', {
      name,
      project: project.name,
      source: { ...git, path: `dist/${name}` },
      destination: { namespace: 'argocd' },
      wave: WAVE.PLATFORM,
    });

    operators.forEach((operator, i) => {
      new ArgoApplication(folder, operator.name, {
        name: operator.name,
        project: project.name,
        source: operator.source,
        destination: { namespace: operator.namespace },
        createNamespace: true,
        wave: WAVE.OPERATOR + i * WAVE.STEP,
      });
    });

    for (const { name: application, namespace, folders } of applications) {
      new Namespace(folder, `Namespace-${namespace}`, { name: namespace });
      for (const part of folders) {
        const id = `${application}-${part}`;
        const parts = new ArgoProject(folder, `Project-${id}`, {
          name: id,
          description: `The ${part} of ${application}`,
          sourceRepos: [git.repoUrl],
          destinations: [{ namespace }],
          namespaceResources: FOLDER_KINDS[part],
          wave: WAVE.PROJECT,
        });
        new ArgoApplication(folder, id, {
          name: id,
          project: parts.name,
          source: { ...git, path: `dist/${application}/${part}` },
          destination: { namespace },
          prune: part === 'api',
        });
      }
    }
  },
};
