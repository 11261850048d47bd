import {
  type Application,
  type AppliedFolder,
  appliedFolders,
  type Folder,
  hasService,
  isSystemNamespace,
  Namespace,
  OperatorNetwork,
  type Platform,
  PlatformAlerts,
  type Target,
} from '../../constructs/index';
import { RUNBOOKS } from '../repository';
import { CNPG_NAMESPACE, DEPLOYMENTS } from './operators';

// What a platform has, whichever engine applies it.

/**
 * The folders of an application that a platform applies. None if it cannot be built: it is rendered itself, and says what is wrong with it
 * once.
 */
export function foldersOf(application: Application, { name }: Platform): AppliedFolder[] {
  try {
    return appliedFolders(application).filter(({ platform }) => platform === name);
  } catch {
    return [];
  }
}

/**
 * The namespaces of folders, with what these have to say in them. Those of Kubernetes itself are nobody's to declare: pods of others run
 * there, which the restricted level would refuse.
 */
export function addNamespaces(scope: Folder, folders: readonly AppliedFolder[], { kubernetes }: Target): void {
  const named = new Set(folders.flatMap(({ namespaces }) => namespaces));
  for (const namespace of [...named].filter((each) => !isSystemNamespace(each))) {
    const inIt = folders.filter(({ namespaces }) => namespaces.includes(namespace));
    const annotations = Object.assign({}, ...inIt.map(({ namespaceAnnotations }) => namespaceAnnotations));
    new Namespace(scope, `Namespace-${namespace}`, {
      name: namespace,
      podSecurityVersion: kubernetes,
      ...(Object.keys(annotations).length > 0 && { annotations }),
    });
  }
}

/** Alerts on the operator and its plugin, where somebody raises them. */
export function addPlatformAlerts(scope: Folder, platform: Platform, namespace: string): void {
  if (!hasService(platform, 'prometheus-operator')) return;
  new PlatformAlerts(scope, 'Alerts', {
    name: 'postgres-platform',
    namespace,
    operator: { namespace: CNPG_NAMESPACE, deployment: DEPLOYMENTS.operator },
    plugin: { namespace: CNPG_NAMESPACE, deployment: DEPLOYMENTS.plugin },
    runbooks: RUNBOOKS,
  });
}

/** The network policies of the operators, where the addresses are known. */
export function addOperatorNetwork(scope: Folder, { network }: Platform): void {
  if (network === undefined) return;
  const { apiServer, monitoring, dns } = network;
  new OperatorNetwork(scope, 'OperatorNetwork', { namespace: CNPG_NAMESPACE, apiServer, monitoring, dns });
}
