import type { App } from 'cdk8s';
import { checkKeys } from '../../constructs/base/check-keys';
import { APPLICATION_KEYS } from '../../constructs/gitops/application';
import { type Application, buildApplication, Folder, PostgresCluster } from '../../constructs/index';
import { type Rendered, render } from '../../manifests/files/render';
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

/** What a tree renders, each object with the platform that applies it. */
export function placedOn({ platform }: Application, app: App): Rendered[] {
  const folders = app.node.findAll().filter((construct): construct is Folder => construct instanceof Folder);
  const elsewhere = new Map(folders.map((folder) => [folder.path, folder.platform]));
  return render(app).map((object) => {
    const other = elsewhere.get(object.path);
    const name = other === undefined ? platform?.name : (other ?? undefined);
    return { ...object, ...(name !== undefined && { platform: name }) };
  });
}

/** An application, and what it renders for one platform. */
interface Resident {
  readonly application: Application;
  readonly manifests: readonly Manifest[];
}

/** The applications with objects on a platform: those that are its own, and those that have a second site there. */
export function residentsOf(applications: readonly Application[], name: string): Resident[] {
  return applications
    .filter(({ platform, platforms = [] }) => [platform, ...platforms].some((each) => each?.name === name))
    .map((application) => {
      const own = placedOn(application, treeOf(application)).filter(({ platform }) => platform === name);
      return { application, manifests: own.map(({ manifest }) => manifest) };
    });
}

/** The other applications on its platform. */
export function neighboursOf(application: Application, applications: readonly Application[]): Application[] {
  return applications.filter((each) => each !== application && each.platform?.name === application.platform?.name);
}

/** What an application renders, not judged. */
export function manifestsOf(application: Application): Manifest[] {
  return render(treeOf(application)).map(({ manifest }) => manifest);
}
