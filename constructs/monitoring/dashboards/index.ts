import type { AlertLimits } from '../alerts/alert-limits';
import type { ClusterFacts } from '../alerts/cluster-facts';
import { METRICS, type MetricSource } from '../alerts/metrics';
import { metricsIn } from '../alerts/promql';
import { backupsDashboard } from './backups';
import { loadSection } from './cluster-load';
import { replicationSection } from './cluster-replication';
import { stateSection } from './cluster-state';
import { storageSection, vacuumSection } from './cluster-storage';
import type { Dashboard, Panel } from './panel';
import { poolsDashboard } from './pools';

/** What makes sense for a cluster, without what nobody serves: one about itself, one about its backups, one about its pools. */
export function dashboardsFor(
  facts: ClusterFacts,
  limits: AlertLimits,
  without: readonly MetricSource[] = [],
): readonly Dashboard[] {
  const sections = [stateSection, replicationSection, loadSection, storageSection, vacuumSection];
  const cluster: Dashboard = {
    about: 'cluster',
    description: 'Whether the database works, what it does, and what it is running out of',
    sections: sections.map((section) => section(facts, limits)),
  };
  const isServed = (panel: Panel) => !sourcesOf(panel).some((source) => without.includes(source));
  return [cluster, backupsDashboard(facts, limits), poolsDashboard(facts, limits)]
    .filter((dashboard) => dashboard !== undefined)
    .map((dashboard) => only(dashboard, isServed))
    .filter((dashboard) => dashboard.sections.length > 0);
}

function sourcesOf({ queries }: Panel): MetricSource[] {
  return queries.flatMap(({ expr }) => metricsIn(expr)).map((name) => METRICS[name as keyof typeof METRICS].source);
}

/** Lines and sections of which nothing is left go too. */
function only(dashboard: Dashboard, isWanted: (panel: Panel) => boolean): Dashboard {
  const sections = dashboard.sections.map(({ title, lines }) => ({
    title,
    lines: lines.map((line) => line.filter(isWanted)).filter((line) => line.length > 0),
  }));
  return { ...dashboard, sections: sections.filter(({ lines }) => lines.length > 0) };
}
