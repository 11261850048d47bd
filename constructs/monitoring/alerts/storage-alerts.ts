import { Duration } from '../../../values/time/duration';
import type { Alert, AlertGroup } from './alert';
import { type ClusterFacts, volumesOf } from './cluster-facts';
import { series } from './promql';

/** Volumes that fill: PostgreSQL stops when it cannot write WAL. */
export const storageAlerts = {
  PostgresDataVolumeFilling(facts, { dataVolumeForecast }): Alert {
    return {
      severity: 'warning',
      for: Duration.hours(1),
      expr: filling(facts, 'data', '6h', dataVolumeForecast),
      summary: 'A data volume is filling',
      description: `{{ $value | humanizePercentage }} of {{ $labels.persistentvolumeclaim }} is free; as in the last 6 hours, it is full within ${dataVolumeForecast}.`,
    };
  },

  PostgresWalVolumeFilling(facts, { walVolumeForecast }) {
    if (!facts.storage.hasWalVolume) return undefined;
    return {
      severity: 'critical',
      for: Duration.minutes(15),
      expr: filling(facts, 'wal', '1h', walVolumeForecast),
      summary: 'A WAL volume is filling',
      description: `{{ $value | humanizePercentage }} of {{ $labels.persistentvolumeclaim }} is free; as in the last hour, it is full within ${walVolumeForecast}.`,
    };
  },

  PostgresVolumeNearlyFull(facts, { volumeFree }): Alert {
    return {
      severity: 'critical',
      for: Duration.minutes(5),
      expr: `${free(facts, 'all')} < ${volumeFree}`,
      summary: 'A volume is nearly full',
      description: '{{ $value | humanizePercentage }} of {{ $labels.persistentvolumeclaim }} is free.',
    };
  },
} as const satisfies AlertGroup;

function free(facts: ClusterFacts, which: 'data' | 'wal' | 'all'): string {
  const available = series('kubelet_volume_stats_available_bytes', ...volumesOf(facts, which));
  return `${available} / ${series('kubelet_volume_stats_capacity_bytes', ...volumesOf(facts, which))}`;
}

/** A volume that is more than half empty is not worth a word, however fast a load fills it. */
function filling(facts: ClusterFacts, which: 'data' | 'wal', past: string, ahead: Duration): string {
  const available = series('kubelet_volume_stats_available_bytes', ...volumesOf(facts, which));
  return `${free(facts, which)} < 0.5 and predict_linear(${available}[${past}], ${ahead.toSeconds()}) < 0`;
}
