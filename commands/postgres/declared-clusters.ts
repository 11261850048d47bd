import type { Application } from '../../constructs/index';
import { Kind } from '../../manifests/object/kinds';
import type { Manifest } from '../../manifests/object/manifest';
import { Index } from '../../manifests/object/object-index';
import { clusterNameProblem } from '../../values/kubernetes/names';
import { manifestsOf, treeOf } from '../applications/application-tree';
import { meantAmong } from '../applications/serving-database';
import { oneApplication } from '../cli/one-named';
import { UsageError } from '../cli/usage-error';

/** A Cluster among the manifests of its application. */
export interface DeclaredCluster {
  readonly application: string;
  readonly manifest: Manifest;
  readonly index: Index;
}

/** The Clusters that an application renders. */
export function declaredClusters(application: Application): DeclaredCluster[] {
  const index = new Index(manifestsOf(application));
  return index.all(Kind.CLUSTER).map((manifest) => ({ application: application.name, manifest, index }));
}

/**
 * The one that is meant.
 * @throws UsageError where that is none, or not clear
 */
export function declaredCluster(
  applications: readonly Application[],
  request: { readonly application: string; readonly cluster?: string },
): DeclaredCluster {
  const application = oneApplication(applications, request.application);
  const all = declaredClusters(application);
  const meant = meantAmong(
    treeOf(application),
    all.map(({ manifest }) => manifest),
  );
  const clusters =
    request.cluster === undefined
      ? all.filter(({ manifest }) => meant.some((each) => nameOf(each) === nameOf(manifest)))
      : all;
  const names = clusters.map(({ manifest }) => nameOf(manifest));
  if (clusters.length === 0) throw new UsageError(`application "${application.name}" has no database`);
  if (clusters.length > 1 && request.cluster === undefined) {
    throw new UsageError(
      `application "${application.name}" has several clusters: add --cluster with one of ${names.join(', ')}`,
    );
  }
  const wanted = request.cluster ?? names[0] ?? '';
  const found = clusters[names.indexOf(wanted)];
  if (found === undefined) throw new UsageError(`no cluster "${wanted}": there is ${names.join(', ')}`);
  // Both become folders.
  const problem = clusterNameProblem(wanted);
  if (problem !== undefined) throw new UsageError(`cluster ${JSON.stringify(wanted)} ${problem}`);
  if (!/^\w[\w.-]*$/.test(application.name)) {
    throw new UsageError(`application ${JSON.stringify(application.name)} cannot be the name of a folder`);
  }
  return found;
}

function nameOf(manifest: Manifest): string {
  return String(manifest.metadata.name);
}
