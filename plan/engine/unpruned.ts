import { allowsKind } from '../../manifests/argo/argo-project';
import { kustomizationsOf } from '../../manifests/flux/flux';
import { Kind } from '../../manifests/object/kinds';
import { at, list, type Manifest, namespaceOf } from '../../manifests/object/manifest';
import type { Index } from '../../manifests/object/object-index';
import { namesOf } from './object-names';
import type { Moment } from './recoverability';

/**
 * The beginning of the effect of a removal if Applications do not prune; empty if there are none for the namespace. A manifest does not
 * name its Application. Only its namespace and the project show which Applications cannot own it.
 */
export function unprunedBy(manifest: Manifest, { before, after }: Moment['objects']): string {
  if (manifest.metadata.namespace === undefined) return '';
  const stays = 'remains until it is deleted by hand. Then ';
  const keepers = applicationsOf(manifest, after).filter(
    (application) => at(application, 'spec.syncPolicy.automated.prune') !== true,
  );
  if (keepers.length > 0) {
    return `${namesOf(keepers)} prunes nothing: if it applies this object, the object ${stays}`;
  }
  const flux = kustomizationsOf(manifest, after);
  if (flux.length > 0 && flux.every((each) => at(each, 'spec.prune') !== true)) {
    return `${namesOf(flux)} prunes nothing: the object ${stays}`;
  }
  const names = new Set(after.all(Kind.APPLICATION).map(({ metadata }) => metadata.name));
  const gone = applicationsOf(manifest, before).filter(
    (application) => !names.has(application.metadata.name) && list(at(application, 'metadata.finalizers')).length === 0,
  );
  return gone.length === 0 ? '' : `${namesOf(gone)} leaves git, too, and what it applied ${stays}`;
}

/** The Applications that may have applied it: into its namespace, with a project that allows its kind. */
function applicationsOf(manifest: Manifest, index: Index): Manifest[] {
  return index
    .all(Kind.APPLICATION)
    .filter((application) => at(application, 'spec.destination.namespace') === namespaceOf(manifest))
    .filter((application) => {
      const project = at(application, 'spec.project');
      const projects = index.all(Kind.APP_PROJECT).filter(({ metadata }) => metadata.name === project);
      return allowsKind(projects[0], manifest);
    });
}
