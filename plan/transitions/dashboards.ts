import { Kind } from '../../manifests/object/kinds';
import { dashboardChange, dashboardOf } from '../engine/dashboard';
import type { Transition } from '../engine/transition';

/** Grafana dashboards: a reviewer wants to know which panels changed, without reading JSON. */
export const dashboards: Transition = {
  kinds: [Kind.CONFIG_MAP, 'grafana.integreatly.org/GrafanaDashboard'],
  paths: ['data', 'spec.json'],
  judge({ before, after }) {
    const reason = dashboardChange(dashboardOf(before), dashboardOf(after));
    return reason === undefined ? undefined : { impact: 'none', reason: `${reason}; the database is not touched` };
  },
};
