import { Kind } from '../../manifests/object/kinds';
import { record, text } from '../../manifests/object/manifest';
import { dependentsOf } from '../../manifests/object/references';
import { PARAMETERS, parameterOf } from '../../manifests/postgres/server-parameters';
import { OBJECTIVES_ANNOTATION } from '../../values/declarations/objectives';
import { parseObjectives } from '../../values/declarations/objectives-text';
import { attempt } from '../../values/text/invalid-value';
import { pitrWindow } from '../objectives/pitr-window';
import { subjectOf } from '../objectives/promising-cluster';
import { fieldEvidence, isSet, observed, type ProtectedCluster, parameter, stated } from './protected-cluster';
import { objectStoresOf } from './stores';
import type { Evaluation, SafeguardGap } from './verdict';

const OBJECTIVES_PATH = `metadata.annotations["${OBJECTIVES_ANNOTATION}"]`;

/** What is acknowledged is on disk and intact, even after a crash. */
export function integrity(subject: ProtectedCluster): Evaluation {
  const { cluster } = subject;
  const names = ['fsync', 'full_page_writes'];
  const gaps: SafeguardGap[] = names
    .filter((name) => !isSet(subject, name, 'on'))
    .map((name) => ({
      path: `${PARAMETERS}.${name}`,
      message: `${name} is ${parameterOf(cluster, name)}: a crash leaves torn data, neither old nor new`,
      fix: 'delete it: on is the default',
    }));
  return {
    evidence: [
      ...names.map((name) => parameter(subject, name)),
      ...fieldEvidence(cluster, 'spec.postgresql.synchronous'),
      ...fieldEvidence(cluster, 'spec.bootstrap.initdb.dataChecksums'),
    ],
    gaps,
  };
}

/** Data can be recovered as it was at any second of a declared window. */
export function recoveryWindow({ cluster, index, target, now }: ProtectedCluster): Evaluation {
  const annotation = text(record(cluster.metadata.annotations)[OBJECTIVES_ANNOTATION]) ?? '{}';
  const objectives = attempt(() => parseObjectives(annotation));
  const window = objectives?.pitrWindow;
  if (objectives === undefined || window === undefined) {
    const message = 'no window is promised in which every second can be recovered';
    return { evidence: [], gaps: [{ path: null, message, fix: 'objectives: { pitrWindow: Duration.days(30) }' }] };
  }
  return {
    evidence: [
      observed(cluster, `${OBJECTIVES_PATH} pitrWindow`, window.toRetention()),
      ...fieldEvidence(cluster, 'spec.plugins'),
      ...objectStoresOf(cluster, index).flatMap((store) => fieldEvidence(store, 'spec.retentionPolicy')),
      ...dependentsOf(Kind.SCHEDULED_BACKUP, cluster, index).flatMap((schedule) =>
        fieldEvidence(schedule, 'spec.schedule'),
      ),
    ],
    gaps: pitrWindow(subjectOf(cluster, objectives, index, target), now).flatMap((claim) => claim.gaps),
  };
}

/** Restores are tested regularly. */
export function restoreTest(subject: ProtectedCluster): Evaluation {
  return { evidence: [stated(subject, 'restoreTest.every'), stated(subject, 'restoreTest.by')], gaps: [] };
}
