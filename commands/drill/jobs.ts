import { type JobDatabase, type PgbenchOptions, pgbenchPod, writerPod } from '../../constructs/drills/drill-pods';
import { type DrillOrigin, drillMetadata } from '../../manifests/drills/labels';
import type { Manifest } from '../../manifests/object/manifest';
import { DRILL_CLIENT_LABEL } from '../../values/cnpg/drill';

/** A Job that runs pgbench and prints a histogram of its latencies. */
export function pgbenchJob(origin: DrillOrigin, database: JobDatabase, options: PgbenchOptions): Manifest {
  return job(origin, pgbenchPod(database, options));
}

/** A Job that commits numbered rows, each in a session of its own, until it is deleted. */
export function writerJob(origin: DrillOrigin, database: JobDatabase): Manifest {
  return job(origin, writerPod(database));
}

function job(origin: DrillOrigin, spec: object): Manifest {
  // The pod goes with its Job; with the label of what a drill has changed it would be taken for an instance that is cut off.
  const labels = { [DRILL_CLIENT_LABEL]: origin.cluster };
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: drillMetadata(origin, origin.id),
    spec: { backoffLimit: 0, template: { metadata: { labels }, spec } },
  };
}
