import { Kind } from '../object/kinds';
import { type Manifest, namespaceOf, record, text } from '../object/manifest';
import type { Index } from '../object/object-index';

/** The prefix of helm-controller's labels. */
export const HELM = 'helm.toolkit.fluxcd.io';

/** The HelmRelease that made an object: the one of which that is known, or the one that has labelled it. */
export function helmReleaseOf(manifest: Manifest, index: Index): Manifest | undefined {
  const applier = index.applierOf(manifest);
  if (applier !== undefined) return applier.engine === 'Helm' ? amongst(applier.manifest, index) : undefined;
  const { [`${HELM}/name`]: name, [`${HELM}/namespace`]: namespace } = record(manifest.metadata.labels);
  return index.get(Kind.HELM_RELEASE, text(namespace) ?? '', text(name) ?? '');
}

/** The release as it is judged: with values in the place of variables. */
function amongst(release: Manifest, index: Index): Manifest {
  return index.get(Kind.HELM_RELEASE, namespaceOf(release), String(release.metadata.name)) ?? release;
}
