import { OPERATOR_CHART } from '../argo/argo';
import { installedCharts } from '../helm/installed-charts';
import { Kind } from '../object/kinds';
import { at, type Manifest, text } from '../object/manifest';
import type { Index } from '../object/object-index';

const CRD = 'clusters.postgresql.cnpg.io';

/** The HelmReleases that install the operator with its CRDs; none where the CRD of Cluster is among the objects. */
export function operatorReleases(index: Index): readonly Manifest[] {
  return index.derive(releasesOf);
}

function releasesOf(index: Index): readonly Manifest[] {
  const crds = index.all('apiextensions.k8s.io/CustomResourceDefinition');
  if (crds.some(({ metadata }) => metadata.name === CRD)) return [];
  return index.all(Kind.HELM_RELEASE).filter((release) => {
    const installed = installedCharts(release).find(({ chart }) => chart === OPERATOR_CHART);
    if (installed === undefined || text(at(release, 'spec.install.crds')) === 'Skip') return false;
    return at(installed.values.value, 'crds.create') !== false;
  });
}
