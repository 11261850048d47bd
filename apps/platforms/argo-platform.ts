import type { App } from 'cdk8s';
import {
  type Application,
  type AppliedFolder,
  ArgoApplication,
  ArgoProject,
  Folder,
  podSecurityLabels,
} from '../../constructs/index';
import { REPOSITORY } from '../repository';
import { CLUSTER_KINDS, operatorsOf } from './operators';
import type { PlatformConfig } from './platform-config';
import { addNamespaces, addOperatorNetwork, addPlatformAlerts, foldersOf } from './platform-parts';

/**
 * Projects before the Applications that belong to them, operators before the databases that they run. The Application of the platform
 * itself is in the last wave, for which nothing waits: its health is that of all others, so in an early one a degraded database would
 * keep every change of the platform from being applied.
 */
const WAVE = { PROJECT: -40, OPERATOR: -30, STEP: 5 } as const;

/** Name of the Application by which Argo CD applies the platform's own folder, and of its project: each Kubernetes cluster has its own. */
const NAME = 'platform';

/**
 * The Applications of databases and APIs. `kubectl apply -k dist/platforms/<name>` leaves them out: Argo CD would sync them at once, and a database
 * that is there before the operator and its plugin run waits minutes longer for the operator's next attempt. The Application of the platform
 * adds them, in the last of its waves.
 */
const APPLICATIONS = 'applications';

/** A platform that Argo CD applies. */
export function addArgoPlatform(app: App, config: PlatformConfig, applications: readonly Application[]): void {
  const { platform } = config;
  const path = `platforms/${platform.name}`;
  const last = new Folder(app, `${path}/${APPLICATIONS}`, { component: true });
  const folder = new Folder(app, path);
  const { target } = platform;
  const operators = operatorsOf(platform);
  const project = new ArgoProject(folder, 'Project', {
    name: NAME,
    description: 'Operators, namespaces and the Argo CD objects of this repository',
    sourceRepos: [REPOSITORY.repoUrl, ...new Set(operators.map(({ source }) => source.repoUrl))],
    // The charts put leader-election roles into kube-system, too.
    destinations: ['argocd', 'kube-system', ...new Set(operators.map(({ namespace }) => namespace))].map(
      (namespace) => ({ namespace }),
    ),
    clusterResources: CLUSTER_KINDS,
    wave: WAVE.PROJECT,
  });
  new ArgoApplication(folder, 'Platform', {
    name: NAME,
    project: project.name,
    source: { ...REPOSITORY, path: `dist/${folder.path}`, components: [APPLICATIONS] },
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
  // Not the operator's namespace: the folder is applied by hand before Argo CD has made that.
  addPlatformAlerts(folder, platform, 'argocd');
  // In the last of the waves: the namespace is made by the Application of the operator.
  addOperatorNetwork(last, platform);
  const deployed = applications.map((application) => ({ application, folders: foldersOf(application, platform) }));
  // Applications may share a namespace: it is made once.
  const lasting = deployed.flatMap(({ folders }) => folders.filter(({ temporary }) => !temporary));
  addNamespaces(folder, lasting, target);
  for (const { application, folders } of deployed) deploy(folder, last, config, application, folders);
}

/** What a folder needs follows from what is in it: nothing of it is written a second time. */
function deploy(
  folder: Folder,
  last: Folder,
  { platform, notifications }: PlatformConfig,
  application: Application,
  folders: readonly AppliedFolder[],
): void {
  const { target } = platform;
  const labels = podSecurityLabels('restricted', target.kubernetes);
  for (const each of folders) {
    const { namespaces, temporary, isStateful } = each;
    const id = each.path.replaceAll('/', '-');
    const [namespace = application.name] = namespaces;
    const project = new ArgoProject(folder, `Project-${id}`, {
      name: id,
      description: `The ${each.part} of ${application.name}`,
      sourceRepos: [REPOSITORY.repoUrl],
      destinations: namespaces.map((name) => ({ namespace: name })),
      clusterResources: clusterResourcesOf(each),
      namespaceResources: each.kinds,
      wave: WAVE.PROJECT,
    });
    new ArgoApplication(last, id, {
      name: id,
      project: project.name,
      source: { ...REPOSITORY, path: `dist/${each.path}` },
      destination: { namespace },
      prune: !isStateful,
      ...(temporary && { createNamespace: true, namespaceLabels: labels }),
      ...(isStateful && { notifications }),
    });
  }
}

/** Argo CD asks the project for a namespace that an Application creates, too. */
function clusterResourcesOf({ clusterKinds, temporary, namespaces }: AppliedFolder) {
  const created = temporary ? namespaces.map((name) => ({ group: '', kind: 'Namespace', name })) : [];
  return [...clusterKinds, ...created];
}
