import { CHARTS_SOURCE } from '../../values/cnpg/chart-versions';
import { IMAGE_CONTENTS_SOURCE } from '../../values/cnpg/image-contents';
import { compareBy } from '../../values/collections/compare';
import type { TableSource } from '../../values/declarations/table-source';
import { KUBERNETES_APIS_SOURCE } from '../../values/kubernetes/kubernetes-apis';
import { PRELOADED_EXTENSIONS_SOURCE } from '../../values/postgres/preloaded-extensions';
import { KNOWN_BUGS_SOURCE } from './known-bugs';
import { KUBERNETES_RELEASES, KUBERNETES_RELEASES_SOURCE } from './kubernetes-releases';
import { NEIGHBOUR_RELEASES, NEIGHBOUR_RELEASES_SOURCE } from './neighbour-releases';
import { OPERATOR_RELEASES, OPERATOR_RELEASES_SOURCE } from './operator-releases';
import { POSTGRES_RELEASES, POSTGRES_RELEASES_SOURCE } from './postgres-releases';
import { VULNERABILITIES_SOURCE } from './vulnerabilities';

/** The tables that are maintained by hand and go out of date. */
export const TABLE_SOURCES: readonly TableSource[] = [
  CHARTS_SOURCE,
  IMAGE_CONTENTS_SOURCE,
  KNOWN_BUGS_SOURCE,
  KUBERNETES_APIS_SOURCE,
  KUBERNETES_RELEASES_SOURCE,
  NEIGHBOUR_RELEASES_SOURCE,
  OPERATOR_RELEASES_SOURCE,
  POSTGRES_RELEASES_SOURCE,
  PRELOADED_EXTENSIONS_SOURCE,
  VULNERABILITIES_SOURCE,
];

/** A version in the tables whose last day is known. */
export interface ReleaseEnd {
  readonly release: string;
  /** Last day of its support. */
  readonly until: string;
}

/** The last days in the tables, the earliest first. */
export function releaseEnds(): ReleaseEnd[] {
  const releases = [
    ...OPERATOR_RELEASES.map(({ operator, supportedUntil }) => ({
      release: `CloudNativePG ${operator}`,
      until: supportedUntil,
    })),
    ...POSTGRES_RELEASES.map(({ major, supportedUntil }) => ({
      release: `PostgreSQL ${major}`,
      until: supportedUntil,
    })),
    ...KUBERNETES_RELEASES.map(({ minor, supportedUntil }) => ({
      release: `Kubernetes ${minor}`,
      until: supportedUntil,
    })),
    ...NEIGHBOUR_RELEASES.map(({ neighbour, minor, ends }) => ({
      release: `${neighbour} ${minor}`,
      until: 'on' in ends ? ends.on : undefined,
    })),
  ];
  return releases
    .flatMap(({ release, until }) => (until === undefined ? [] : [{ release, until }]))
    .sort(compareBy(({ until }) => until));
}
