import type { AlertLimits } from '../alerts/alert-limits';
import { type ClusterFacts, type PoolerFacts, podsOf } from '../alerts/cluster-facts';
import type { MetricName } from '../alerts/metrics';
import { series } from '../alerts/promql';
import { type Dashboard, goodBelow, goodFrom, limitAt, type Panel, RATE, type Section } from './panel';

/** Whether poolers have connections for their clients; undefined where there are none. */
export function poolsDashboard(facts: ClusterFacts, limits: AlertLimits): Dashboard | undefined {
  if (facts.poolers.length === 0) return undefined;
  return {
    about: 'pools',
    description: 'Whether poolers have connections for their clients',
    sections: facts.poolers.map((pooler) => poolerSection(facts, pooler, limits)),
  };
}

type Columns<Prefix extends string> = MetricName extends infer Name
  ? Name extends `${Prefix}${infer Column}`
    ? Column
    : never
  : never;

function poolerSection(facts: ClusterFacts, pooler: PoolerFacts, limits: AlertLimits): Section {
  const { poolSize, maxClients, instances, name } = pooler;
  // PgBouncer counts its own console as a database.
  const clients = [...podsOf(facts, pooler), 'database!="pgbouncer"'];
  const pool = (column: Columns<'cnpg_pgbouncer_pools_'>) => series(`cnpg_pgbouncer_pools_${column}`, ...clients);
  const total = (column: Columns<'cnpg_pgbouncer_stats_total_'>) =>
    `sum by (database) (rate(${series(`cnpg_pgbouncer_stats_total_${column}`, ...clients)}${RATE}))`;
  const waiting = `max by (pod) (${pool('maxwait')} + ${pool('maxwait_us')} / 1e6)`;
  const connected = `max by (pod) (${series('cnpg_pgbouncer_lists_used_clients', ...podsOf(facts, pooler))})`;
  const busy = `max by (pod) (sum by (pod, database, user) (${pool('sv_active')})) / ${poolSize}`;
  const state: readonly Panel[] = [
    {
      title: 'Pods up',
      draws: 'stat',
      description: `Pods of pooler ${name} that answer, of ${instances}. With none of them, no client of the pool reaches the database.`,
      queries: [
        {
          expr: `count(${series('cnpg_pgbouncer_up', ...podsOf(facts, pooler))} == 1) or on () vector(0)`,
          legend: 'pods',
        },
      ],
      steps: goodFrom(instances),
      alerts: ['PostgresPoolerDown'],
    },
    {
      title: 'Clients waiting',
      draws: 'stat',
      description:
        'Clients that have sent a query and have no server connection yet. Any number that lasts means that the pool is too small for the load, or transactions are too long.',
      queries: [{ expr: `sum(${pool('cl_waiting')})`, legend: 'waiting' }],
      steps: [{ colour: 'green' }, { colour: 'orange', from: 1 }],
      alerts: ['PostgresPoolClientsWaiting'],
    },
    {
      title: 'Longest wait',
      draws: 'stat',
      unit: 's',
      description: `How long the first client in the queue has waited; ${limits.poolWait} are allowed.`,
      queries: [{ expr: `max(${waiting})`, legend: 'wait' }],
      steps: goodBelow(limits.poolWait.toSeconds()),
      alerts: ['PostgresPoolClientsWaiting'],
    },
    {
      title: 'Clients of the limit',
      draws: 'stat',
      unit: 'percentunit',
      description: `Clients of the fullest pod, of \`max_client_conn\` = ${maxClients}. At 100 % PgBouncer refuses new ones: add pods, or raise the limit, which costs little memory.`,
      queries: [{ expr: `max(${connected}) / ${maxClients}`, legend: 'clients' }],
      steps: goodBelow(limits.connections),
      alerts: ['PostgresPoolClientsNearLimit'],
    },
    {
      title: 'Pool in use',
      draws: 'stat',
      unit: 'percentunit',
      description: `Server connections at work in the fullest pool, of \`default_pool_size\` = ${poolSize} for each user and database. At 100 % clients begin to wait.`,
      queries: [{ expr: `max(${busy})`, legend: 'in use' }],
      steps: [{ colour: 'green' }, { colour: 'orange', from: limits.connections }, { colour: 'red', from: 1 }],
    },
  ];
  const overTime: readonly Panel[] = [
    {
      title: 'Clients',
      draws: 'lines',
      description: `Clients of each pod. The line is where the alert about \`max_client_conn\` = ${maxClients} begins.`,
      queries: [
        { expr: connected, legend: '{{pod}} connected' },
        { expr: `sum(${pool('cl_waiting')})`, legend: 'waiting, all pods' },
      ],
      steps: limitAt(limits.connections * maxClients),
      alerts: ['PostgresPoolClientsNearLimit'],
    },
    {
      title: 'Server connections',
      draws: 'stack',
      description: `Connections to PostgreSQL by what they do, over all pods; each pool of a pod has at most ${poolSize}. All active and none idle, with clients waiting: the pool is the bottleneck. All active without load: transactions are left open.`,
      queries: [
        { expr: `sum(${pool('sv_active')})`, legend: 'active' },
        { expr: `sum(${pool('sv_idle')} + ${pool('sv_used')})`, legend: 'idle' },
        { expr: `sum(${pool('sv_tested')} + ${pool('sv_login')})`, legend: 'being made ready' },
      ],
    },
    {
      title: 'Longest wait',
      draws: 'lines',
      unit: 's',
      description:
        'How long the first client in the queue has waited. It rises second by second while no server connection is free: end what holds them, then see whether the pool is too small.',
      queries: [{ expr: waiting, legend: '{{pod}}' }],
      steps: limitAt(limits.poolWait.toSeconds()),
      alerts: ['PostgresPoolClientsWaiting'],
    },
  ];
  const work: readonly Panel[] = [
    {
      title: 'Queries and transactions',
      draws: 'lines',
      unit: 'ops',
      description:
        'Queries and transactions each second, by database. Many queries to a transaction are chatty code: each of them holds a server connection for a round trip.',
      queries: [
        { expr: total('query_count'), legend: '{{database}} queries' },
        { expr: total('xact_count'), legend: '{{database}} transactions' },
      ],
    },
    {
      title: 'Average time',
      draws: 'lines',
      unit: 'µs',
      description:
        'What a query and a transaction take. Transactions far slower than their queries wait for the application between them, and keep a server connection all the while.',
      queries: [
        { expr: `${total('query_time')} / ${total('query_count')}`, legend: '{{database}} query' },
        { expr: `${total('xact_time')} / ${total('xact_count')}`, legend: '{{database}} transaction' },
      ],
    },
    {
      title: 'Average wait of a transaction',
      draws: 'lines',
      unit: 'µs',
      description:
        'What a transaction waits for a server connection on average. Beside the longest wait it tells whether one client is unlucky or all are slow.',
      queries: [{ expr: `${total('wait_time')} / ${total('xact_count')}`, legend: '{{database}}' }],
    },
  ];
  return { title: `Pooler ${name}`, lines: [state, overTime, work] };
}
