import {
  type Application,
  ArgoApplication,
  ArgoProject,
  argoConfigPatches,
  type DrillScheduleOptions,
  Folder,
  hasScheduledDrills,
  Namespace,
  PERMISSION_ANNOTATION,
  PlatformAlerts,
  podSecurityLabels,
  type Recoveries,
} from '../../constructs/index';
import { config } from './config';
import { CLUSTER_KINDS, FOLDER_KINDS, PARTS, type Part } from './folder-kinds';

const { name, target, git, operators, notifications, alerts } = config;

/** What of an application's declaration decides which folders it has. */
export interface DeployedApplication {
  readonly name: string;
  readonly namespace: string;
  /** Whatever its API is. @default - it has none */
  readonly api?: object;
  /** @default - none */
  readonly recoveries?: Recoveries;
  /** @default - none */
  readonly drills?: DrillScheduleOptions;
}

/**
 * Projects before the Applications that belong to them, operators before the databases that they run. The Application of the platform
 * itself is in the last wave, for which nothing waits: its health is that of all others, so in an early one a degraded database would
 * keep every change of the platform from being applied.
 */
const WAVE = { PROJECT: -40, OPERATOR: -30, STEP: 5 } as const;

/**
 * The Applications of databases and APIs. `kubectl apply -k dist/platform` leaves them out: Argo CD would sync them at once, and a database
 * that is there before the operator and its plugin run waits minutes longer for the operator's next attempt. The Application of the platform
 * adds them, in the last of its waves.
 */
const APPLICATIONS = 'applications';

/** Operators, namespaces, and the Argo CD objects by which everything in `dist/` is applied. */
export const platform = platformOf(config.applications);

/** The same for other applications. */
export function platformOf(applications: readonly DeployedApplication[]): Application {
  return {
    name,
    target,
    suppressions: config.suppressions,
    build: (app) => {
      build(new Folder(app, name), new Folder(app, `${name}/${APPLICATIONS}`, { component: true }), applications);
    },
    files: () => {
      const patches = argoConfigPatches();
      return {
        [`apps/${name}/argocd-cm.yaml`]: patches.config,
        [`apps/${name}/argocd-notifications-cm.yaml`]: patches.notifications,
      };
    },
  };
}

function build(folder: Folder, last: Folder, applications: readonly DeployedApplication[]): void {
  const project = new ArgoProject(folder, 'Project', {
    name,
    description: 'Operators, namespaces and the Argo CD objects of this repository',
    sourceRepos: [git.repoUrl, ...new Set(operators.map(({ source }) => source.repoUrl))],
    // The charts put leader-election roles into kube-system, too.
    destinations: ['argocd', 'kube-system', ...new Set(operators.map(({ namespace }) => namespace))].map(
      (namespace) => ({ namespace }),
    ),
    clusterResources: CLUSTER_KINDS,
    wave: WAVE.PROJECT,
  });
  new ArgoApplication(folder, 'Platform', {
    name,
    project: project.name,
    source: { ...git, path: `dist/${name}`, components: [APPLICATIONS] },
    destination: { namespace: 'argocd' },
  });
  operators.forEach((operator, i) => {
    const { namespace } = operator;
    // Of the Applications that share a namespace, the first gives its labels.
    const isFirst = operators.findIndex((other) => other.namespace === namespace) === i;
    new ArgoApplication(folder, operator.name, {
      name: operator.name,
      project: project.name,
      source: operator.source,
      destination: { namespace },
      createNamespace: true,
      ...(isFirst && { namespaceLabels: podSecurityLabels('restricted', target.kubernetes) }),
      wave: WAVE.OPERATOR + i * WAVE.STEP,
    });
  });
  new PlatformAlerts(folder, 'Alerts', alerts);
  for (const application of applications) deploy(folder, last, application);
}

function deploy(folder: Folder, last: Folder, application: DeployedApplication): void {
  const { namespace, drills } = application;
  new Namespace(folder, `Namespace-${namespace}`, {
    name: namespace,
    podSecurityVersion: target.kubernetes,
    // A schedule of drills is a permission for them: the command runs none where the Namespace does not say so.
    ...(hasScheduledDrills({ command: drills?.command }) && { annotations: { [PERMISSION_ANNOTATION]: 'allowed' } }),
  });
  for (const part of partsOf(application)) {
    const id = `${application.name}-${part}`;
    const destination = { namespace: part === 'drill' ? `${namespace}-drill` : namespace };
    const project = new ArgoProject(folder, `Project-${id}`, {
      name: id,
      description: `The ${part} of ${application.name}`,
      sourceRepos: [git.repoUrl],
      destinations: [destination],
      // Argo CD asks the project for a namespace that an Application creates, too.
      ...(part === 'drill' && { clusterResources: [{ group: '', kind: 'Namespace', name: destination.namespace }] }),
      namespaceResources: FOLDER_KINDS[part],
      wave: WAVE.PROJECT,
    });
    new ArgoApplication(last, id, {
      name: id,
      project: project.name,
      source: { ...git, path: `dist/${application.name}/${part}` },
      destination,
      prune: part !== 'database',
      ...(part === 'drill' && {
        createNamespace: true,
        namespaceLabels: podSecurityLabels('restricted', target.kubernetes),
      }),
      ...(part === 'database' && { notifications }),
    });
  }
}

/** The folders that an application's chart makes. */
function partsOf({ api, recoveries, drills }: DeployedApplication): Part[] {
  const made: Record<Part, boolean> = {
    database: true,
    api: api !== undefined,
    drill: recoveries?.recoveries.some(({ expires }) => expires !== undefined) ?? false,
    'drill-schedule': hasScheduledDrills(drills),
  };
  return PARTS.filter((part) => made[part]);
}
