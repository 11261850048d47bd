import { CHARTS_SOURCE } from '../../values/cnpg/chart-versions';
import { IMAGE_CONTENTS_SOURCE } from '../../values/cnpg/image-contents';
import type { TableSource } from '../../values/declarations/table-source';
import { KUBERNETES_APIS_SOURCE } from '../../values/kubernetes/kubernetes-apis';
import { PRELOADED_EXTENSIONS_SOURCE } from '../../values/postgres/preloaded-extensions';
import { KNOWN_BUGS_SOURCE } from './known-bugs';
import { isOver, OPERATOR_RELEASES, OPERATOR_RELEASES_SOURCE } from './operator-releases';
import { POSTGRES_RELEASES, POSTGRES_RELEASES_SOURCE } from './postgres-releases';
import { VULNERABILITIES_SOURCE } from './vulnerabilities';

/** The tables that are maintained by hand and go out of date. */
export const TABLE_SOURCES: readonly TableSource[] = [
  CHARTS_SOURCE,
  IMAGE_CONTENTS_SOURCE,
  KNOWN_BUGS_SOURCE,
  KUBERNETES_APIS_SOURCE,
  OPERATOR_RELEASES_SOURCE,
  POSTGRES_RELEASES_SOURCE,
  PRELOADED_EXTENSIONS_SOURCE,
  VULNERABILITIES_SOURCE,
];

/** A version in the tables that gets no more fixes. */
export interface EndedRelease {
  readonly release: string;
  /** Last day of its support. */
  readonly until: string;
}

/** The releases in the tables that are past the end of their support. */
export function endedReleases(now: Date): EndedRelease[] {
  const releases = [
    ...OPERATOR_RELEASES.map(({ operator, supportedUntil }) => ({
      release: `CloudNativePG ${operator}`,
      until: supportedUntil,
    })),
    ...POSTGRES_RELEASES.map(({ major, supportedUntil }) => ({
      release: `PostgreSQL ${major}`,
      until: supportedUntil,
    })),
  ];
  return releases.flatMap(({ release, until }) =>
    until !== undefined && isOver(until, now) ? [{ release, until }] : [],
  );
}
