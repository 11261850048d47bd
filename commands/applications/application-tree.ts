import type { App } from 'cdk8s';
import { checkKeys } from '../../constructs/base/check-keys';
import { APPLICATION_KEYS } from '../../constructs/gitops/application';
import { type Application, buildApplication, Folder, PostgresCluster } from '../../constructs/index';
import { render } from '../../manifests/files/render';
import type { Manifest } from '../../manifests/object/manifest';

/** The tree of one application, in an App of its own. */
export function treeOf(application: Application): App {
  checkKeys(application.name, application, APPLICATION_KEYS);
  return buildApplication(application);
}

/** The clusters in a tree, in the order in which they were made. */
export function clustersOf(app: App): PostgresCluster[] {
  return app.node.findAll().filter((construct) => construct instanceof PostgresCluster);
}

/** The folders in a tree, in the order in which they were made. */
export function foldersIn(app: App): Folder[] {
  return app.node.findAll().filter((construct): construct is Folder => construct instanceof Folder);
}

/** The other applications on its platform. */
export function neighboursOf(application: Application, applications: readonly Application[]): Application[] {
  return applications.filter((each) => each !== application && each.platform?.name === application.platform?.name);
}

/** What an application renders, not judged. */
export function manifestsOf(application: Application): Manifest[] {
  return render(treeOf(application)).map(({ manifest }) => manifest);
}
