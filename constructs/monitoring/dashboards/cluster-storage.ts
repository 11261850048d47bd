import type { AlertLimits } from '../alerts/alert-limits';
import { type ClusterFacts, instanceMatchers, volumesOf } from '../alerts/cluster-facts';
import { onPrimary } from '../alerts/primary';
import { series } from '../alerts/promql';
import { checkpointsOf } from '../alerts/transactions';
import { volumeUse } from './cluster-state';
import { limitAt, type Panel, RATE, type Section, those } from './panel';

/** What is written, where it goes, and when there is no room for more. */
export function storageSection(facts: ClusterFacts, limits: AlertLimits): Section {
  const pods = instanceMatchers(facts);
  const checkpoints = (why: 'timed' | 'req') =>
    onPrimary(facts, `sum by (namespace, pod) (increase(${series(`${checkpointsOf(facts)}_${why}`, ...pods)}[1h]))`);
  return {
    title: 'Storage and WAL',
    lines: [
      those(volumePanel(facts, limits, 'data'), facts.storage.hasWalVolume && volumePanel(facts, limits, 'wal'), {
        title: 'Databases',
        draws: 'stack',
        unit: 'bytes',
        description:
          'Size of each database on the largest instance. Growth without new rows is bloat: look at dead tuples and at what keeps vacuum from removing them.',
        queries: [
          {
            expr: `max by (datname) (${series('cnpg_pg_database_size_bytes', ...pods)})`,
            legend: '{{datname}}',
          },
        ],
      }),
      [
        {
          title: 'WAL written',
          draws: 'lines',
          unit: 'Bps',
          description:
            'WAL that the primary makes. Everything downstream must keep up with it: archive, standbys, slots. A rise without more transactions is full-page images after checkpoints, or a bulk load.',
          queries: [
            {
              expr: `${onPrimary(facts, `sum by (namespace, pod) (rate(${series('cnpg_collector_wal_bytes', ...pods)}${RATE}))`)}`,
              legend: '{{pod}}',
            },
          ],
        },
        {
          title: 'WAL on disk',
          draws: 'lines',
          unit: 'bytes',
          description:
            'Size of `pg_wal`. Above `max_wal_size` for long, something holds it back: an archive that fails, or a slot. The two panels on replication and the backups dashboard tell which.',
          queries: [
            {
              expr: `max by (pod) (${series('cnpg_collector_pg_wal', ...pods, 'value="size"')})`,
              legend: '{{pod}}',
            },
          ],
          ...(facts.storage.hasWalVolume && { steps: limitAt(facts.storage.walBytes * (1 - limits.volumeFree)) }),
          alerts: facts.storage.hasWalVolume ? ['PostgresWalVolumeFilling'] : ['PostgresReplicationSlotHoldsWal'],
        },
        {
          title: 'Checkpoints, in an hour',
          draws: 'lines',
          description: `Checkpoints by what began them. Those that WAL forces before their time write each page again and again: from ${limits.requestedCheckpoints} an hour on, raise \`max_wal_size\`.`,
          queries: [
            { expr: checkpoints('timed'), legend: '{{pod}} on time' },
            { expr: checkpoints('req'), legend: '{{pod}} forced' },
          ],
          alerts: ['PostgresCheckpointPressure'],
        },
      ],
    ],
  };
}

/** How full volumes are, and will be. */
function volumePanel(facts: ClusterFacts, limits: AlertLimits, which: 'data' | 'wal'): Panel {
  const [past, ahead] = which === 'data' ? ['6h', limits.dataVolumeForecast] : ['1h', limits.walVolumeForecast];
  const available = series('kubelet_volume_stats_available_bytes', ...volumesOf(facts, which));
  const capacity = series('kubelet_volume_stats_capacity_bytes', ...volumesOf(facts, which));
  const left = `predict_linear(${available}[${past}], ${ahead.toSeconds()}) / ${capacity}`;
  const forecast = `clamp(1 - max by (persistentvolumeclaim) (${left}), 0, 1)`;
  return {
    title: which === 'data' ? 'Data volumes' : 'WAL volumes',
    draws: 'lines',
    unit: 'percentunit',
    description: `Use of each volume, and where it will be in ${ahead} if it goes on as in the last ${past}. A forecast at 100 % is the time to grow the volume or to find what fills it.`,
    queries: [
      { expr: volumeUse(facts, which), legend: '{{persistentvolumeclaim}}' },
      { expr: forecast, legend: `{{persistentvolumeclaim}} in ${ahead}` },
    ],
    steps: limitAt(1 - limits.volumeFree),
    alerts:
      which === 'data'
        ? ['PostgresDataVolumeFilling', 'PostgresVolumeNearlyFull']
        : ['PostgresWalVolumeFilling', 'PostgresVolumeNearlyFull'],
  };
}

/** How near the end of transaction ids is. */
export function vacuumSection(facts: ClusterFacts, limits: AlertLimits): Section {
  const age = (metric: 'cnpg_pg_database_xid_age' | 'cnpg_pg_database_mxid_age') =>
    `max by (datname) (${series(metric, ...instanceMatchers(facts))})`;
  const cause =
    'At 2.1 G PostgreSQL refuses writes. What keeps vacuum back is a long transaction, an abandoned slot, or a prepared transaction.';
  return {
    title: 'Vacuum',
    lines: [
      [
        {
          title: 'Age of transactions',
          draws: 'lines',
          description: `Transactions since the oldest that is not frozen, by database. A saw-tooth is healthy. ${cause}`,
          queries: [{ expr: age('cnpg_pg_database_xid_age'), legend: '{{datname}}' }],
          steps: limitAt(limits.transactionAge),
          alerts: ['PostgresWraparoundNear'],
        },
        {
          title: 'Age of multixacts',
          draws: 'lines',
          description: `The same for row locks that several transactions share; foreign keys make many. ${cause}`,
          queries: [{ expr: age('cnpg_pg_database_mxid_age'), legend: '{{datname}}' }],
          steps: limitAt(limits.multixactAge),
          alerts: ['PostgresWraparoundNear'],
        },
      ],
    ],
  };
}
