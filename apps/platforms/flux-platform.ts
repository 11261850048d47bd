import type { App } from 'cdk8s';
import {
  type Application,
  FluxGitRepository,
  FluxHelmRelease,
  FluxHelmRepository,
  FluxKustomization,
  Folder,
  InputError,
  Namespace,
  Secret,
} from '../../constructs/index';
import { FLUX_GIT_SECRET, REPOSITORY } from '../repository';
import { CNPG_NAMESPACE, operatorsOf } from './operators';
import type { PlatformConfig } from './platform-config';
import { addNamespaces, addOperatorNetwork, addPlatformAlerts, foldersOf } from './platform-parts';

/** Name of the Kustomization by which Flux applies the platform's own folder. */
const NAME = 'platform';

/**
 * A platform that Flux applies: the Kustomization of the platform is ready when its operators are, and those of databases and APIs wait for it.
 * An API does not wait for its database: a degraded one would keep a repair of the API from being applied.
 * @throws InputError for notifications, which are Argo CD's
 */
export function addFluxPlatform(app: App, config: PlatformConfig, applications: readonly Application[]): void {
  const { platform, notifications } = config;
  const folder = new Folder(app, `platforms/${platform.name}`);
  if (Object.keys(notifications).length > 0) {
    throw new InputError(
      `platform ${platform.name}`,
      'notifications are sent by Argo CD, and this platform is applied by Flux; give {}, and write an Alert of Flux: docs/flux.md',
    );
  }
  const source = new FluxGitRepository(folder, 'Repository', {
    name: 'databases',
    url: REPOSITORY.repoUrl,
    ref: { branch: REPOSITORY.targetRevision },
    secret: Secret.fromSecretName(FLUX_GIT_SECRET),
  });
  const operators = addOperators(folder, config);
  addPlatformAlerts(folder, platform, CNPG_NAMESPACE);
  addOperatorNetwork(folder, platform);
  const own = new FluxKustomization(folder, 'Platform', {
    name: NAME,
    source,
    path: `dist/${folder.path}`,
    waitFor: operators,
  });
  const folders = applications.flatMap((application) => foldersOf(application, platform));
  addNamespaces(folder, folders, platform.target);
  for (const { path, isStateful, kinds } of folders) {
    const name = path.replaceAll('/', '-');
    const applied = { name, source, path: `dist/${path}`, dependsOn: [own], orphan: isStateful, kinds };
    new FluxKustomization(folder, name, applied);
  }
}

/** The charts, each after the one before it, in namespaces that are there first. */
function addOperators(folder: Folder, { platform }: PlatformConfig): readonly FluxHelmRelease[] {
  const operators = operatorsOf(platform);
  for (const name of new Set(operators.map(({ namespace }) => namespace))) {
    new Namespace(folder, `Namespace-${name}`, { name, podSecurityVersion: platform.target.kubernetes });
  }
  const repositories = new Map<string, FluxHelmRepository>();
  const releases: FluxHelmRelease[] = [];
  for (const { name, namespace, source } of operators) {
    const { repoUrl, chart, version, values } = source;
    const repository =
      repositories.get(repoUrl) ?? new FluxHelmRepository(folder, `Charts-${name}`, { name, url: repoUrl });
    repositories.set(repoUrl, repository);
    const dependsOn = releases.slice(-1);
    releases.push(
      new FluxHelmRelease(folder, name, {
        name,
        repository,
        chart,
        version,
        targetNamespace: namespace,
        values,
        dependsOn,
      }),
    );
  }
  return releases;
}
