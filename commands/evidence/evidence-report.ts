import type { Application } from '../../constructs/index';
import { Kind } from '../../manifests/object/kinds';
import type { Manifest } from '../../manifests/object/manifest';
import { Index } from '../../manifests/object/object-index';
import { type Assessment, assess, subjectName } from '../../rules/compliance';
import { hasExpired } from '../../rules/engine/suppress';
import { isSuppressed } from '../../values/declarations/suppressed-object';
import type { Suppression } from '../../values/declarations/suppression';
import { platformSites } from '../applications/platform-sites';
import type { DrillReport } from '../drill/drill-report';
import type { Standing } from './document';

/** A safeguard of a cluster, and its state. */
export interface AssessedSafeguard extends Assessment {
  readonly verdict: Standing;
  /** Why it is accepted that it is missing. */
  readonly reason?: string;
}

/** A cluster that declares safeguards. */
export interface ClusterEvidence {
  readonly cluster: Manifest;
  /** What is on its platform. */
  readonly index: Index;
  readonly findings: readonly AssessedSafeguard[];
  /** The last drill that restored this cluster's backups. */
  readonly lastRestore?: DrillReport;
}

/** All that the pages are made of. */
export interface EvidenceReport {
  readonly application: Application;
  readonly clusters: readonly ClusterEvidence[];
  /** Clusters of the application that declare nothing. */
  readonly undeclared: readonly string[];
  readonly now: Date;
  readonly commit?: string;
}

/** What the report is made of beside manifests. */
export interface EvidenceSources {
  readonly now: Date;
  readonly commit?: string;
  readonly restores: readonly DrillReport[];
}

/** The evidence of one application. What else runs on its platform is rendered, too: policies and operators. */
export function evidenceOf(
  applications: readonly Application[],
  application: Application,
  { now, commit, restores }: EvidenceSources,
): EvidenceReport {
  const sites = platformSites(application, applications).map((site) => {
    const own = site.objects.map(({ manifest }) => manifest);
    return { ...site, own: new Index(own), index: new Index([...own, ...site.others]) };
  });
  const clusters = sites.flatMap(({ target, suppressions, own, index }) =>
    own.all(Kind.CLUSTER).map((cluster) => ({
      cluster,
      index,
      findings: assess(cluster, { target, now, index }).map((assessment) =>
        judged(assessment, subjectName(cluster), suppressions, now),
      ),
      lastRestore: lastOf(restores, cluster),
    })),
  );
  return {
    application,
    clusters: clusters.filter(({ findings }) => findings.length > 0),
    undeclared: clusters.filter(({ findings }) => findings.length === 0).map(({ cluster }) => subjectName(cluster)),
    now,
    commit,
  };
}

/** Safeguards that are missing, and that nobody has accepted. */
export function missingIn({ clusters }: EvidenceReport): AssessedSafeguard[] {
  return clusters.flatMap(({ findings }) => findings).filter(({ verdict }) => verdict === 'missing');
}

function judged(
  assessment: Assessment,
  object: string,
  suppressions: readonly Suppression[],
  now: Date,
): AssessedSafeguard {
  const { safeguard, evidence, gaps } = assessment;
  if (gaps.length === 0) {
    return { ...assessment, verdict: evidence.some(({ stated }) => stated) ? 'holds as stated' : 'holds' };
  }
  const accepted = suppressions.find(
    (each) => each.rule === safeguard.rule && isSuppressed(each.object, object) && !hasExpired(each, now),
  );
  if (accepted === undefined) return { ...assessment, verdict: 'missing' };
  return { ...assessment, verdict: 'accepted', reason: accepted.reason };
}

function lastOf(restores: readonly DrillReport[], { metadata }: Manifest): DrillReport | undefined {
  return restores
    .filter(({ cluster, namespace }) => cluster === metadata.name && namespace === metadata.namespace)
    .reduce<DrillReport | undefined>((last, each) => (last && last.ended >= each.ended ? last : each), undefined);
}
