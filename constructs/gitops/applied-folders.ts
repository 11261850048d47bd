import { ApiObject } from 'cdk8s';
import { hasNoNamespace } from '../base/object-metadata';
import { type Application, buildApplication } from './application';
import type { ResourceKind } from './argo-project';
import { Folder } from './folder';
import { isKept } from './protection';

/** A folder of an application, as whoever lets Argo CD or Flux apply it needs to know it. */
export interface AppliedFolder {
  /** Below `dist/`, for example `shop/database`. */
  readonly path: string;
  /** Its last name, for example `database`. */
  readonly part: string;
  /** Name of the platform that applies it. @default - none of this repository */
  readonly platform?: string;
  /** Namespaces of its objects. */
  readonly namespaces: readonly string[];
  /** Kinds with a namespace that are in it, or may come and go. */
  readonly kinds: readonly ResourceKind[];
  /** Kinds without a namespace that are in it. */
  readonly clusterKinds: readonly ResourceKind[];
  /** Whether it holds what must not be pruned. */
  readonly isStateful: boolean;
  /** Whether nothing in it is to stay, the namespace included. */
  readonly temporary: boolean;
  /** What the Namespace of its objects has to say for them. */
  readonly namespaceAnnotations: Readonly<Record<string, string>>;
}

/**
 * The folders of an application, in the order of their paths, as it builds them. So that its namespaces, projects and Applications follow from
 * the application itself.
 */
export function appliedFolders(application: Pick<Application, 'build' | 'platform'>): AppliedFolder[] {
  const app = buildApplication(application);
  const folders = app.node.findAll().filter((construct): construct is Folder => construct instanceof Folder);
  const own = application.platform?.name;
  return folders.map((folder) => appliedFolder(folder, own)).sort((one, other) => (one.path < other.path ? -1 : 1));
}

function appliedFolder(folder: Folder, own: string | undefined): AppliedFolder {
  const { path, kinds, platform, temporary, namespaceAnnotations } = folder;
  const objects = folder.node
    .findAll()
    .filter((construct) => ApiObject.isApiObject(construct))
    .filter((object) => object.apiGroup !== 'kustomize.config.k8s.io');
  const namespaced = objects.filter((object) => !hasNoNamespace(object));
  const namespaces = namespaced.flatMap(({ metadata }) => metadata.namespace ?? folder.namespace ?? []);
  return {
    path,
    part: path.split('/').at(-1) ?? path,
    platform: platform === undefined ? own : (platform ?? undefined),
    namespaces: [...new Set(namespaces)],
    kinds: withKinds(kinds, namespaced),
    clusterKinds: withKinds([], objects.filter(hasNoNamespace)),
    isStateful: objects.some(isProtected),
    temporary,
    namespaceAnnotations,
  };
}

/** Those, and after them what else there is of objects. */
function withKinds(kinds: readonly ResourceKind[], objects: readonly ApiObject[]): ResourceKind[] {
  const all = [...kinds];
  for (const { apiGroup, kind } of objects) {
    const group = apiGroup === 'core' ? '' : apiGroup;
    if (!all.some((each) => each.group === group && ['*', kind].includes(each.kind))) all.push({ group, kind });
  }
  return all;
}

function isProtected({ metadata }: ApiObject): boolean {
  return isKept(metadata.toJson()?.annotations ?? {});
}
