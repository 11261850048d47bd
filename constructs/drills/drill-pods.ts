import { RESTRICTED_CONTAINER, RESTRICTED_POD } from '../workload/restricted';

/** Where a drill's pod connects to. */
export interface JobDatabase {
  /** Image with psql and pgbench: that of the cluster. */
  readonly image: string;
  /** Host name of a service. */
  readonly host: string;
  readonly database: string;
  readonly user: string;
  /** Secret with the key `password`. */
  readonly secret: string;
}

/** The load that pgbench makes. */
export interface PgbenchOptions {
  /** Rows are 100,000 times this, from 1. */
  readonly scale: number;
  /** Sessions at a time, from 1. */
  readonly clients: number;
  /** How long it lasts, in seconds, from 1. */
  readonly seconds: number;
}

/** Schema of all that a drill writes: outside of what applications own, and dropped whole. */
export const DRILL_SCHEMA = 'cnpg_gitops_drill';

// Each line of pgbench's log is one transaction: client, number, microseconds, … The histogram (count, hundreds of microseconds) is
// small enough for a pod's log, and percentiles are counted by who reads it.
const PGBENCH = `set -eu
export PGOPTIONS="-c search_path=$SCHEMA"
drop() { psql -qXc "DROP SCHEMA IF EXISTS $SCHEMA CASCADE"; }
trap drop EXIT
trap 'exit 143' TERM
drop
psql -qXc "CREATE SCHEMA $SCHEMA"
pgbench --initialize --quiet --scale="$SCALE"
pgbench --no-vacuum --protocol=prepared --client="$CLIENTS" --jobs=2 --time="$SECONDS_OF_LOAD" --log --log-prefix=/tmp/pgbench
awk '{ count[int($3 / 100)]++ } END { for (bucket in count) print "latency", bucket, count[bucket] }' /tmp/pgbench.*
echo done`;

// A process for each row: what a client sees that has to connect. The line of a row is printed after its commit is acknowledged.
const WRITER = `row=0
while :; do
  row=$((row + 1))
  if psql -qXc "INSERT INTO ${DRILL_SCHEMA}.writes (row) VALUES ($row)" >/dev/null 2>&1; then
    echo "ack $row $(date +%s%3N)"
  else
    echo "err $row $(date +%s%3N)"
  fi
  sleep 0.1
done`;

/**
 * The pod of a load by pgbench; it prints a histogram of its latencies.
 * @param schema - made and dropped, whatever is in it
 */
export function pgbenchPod(
  database: JobDatabase,
  { scale, clients, seconds }: PgbenchOptions,
  schema = DRILL_SCHEMA,
): object {
  return pod(database, PGBENCH, {
    SCALE: String(scale),
    CLIENTS: String(clients),
    SECONDS_OF_LOAD: String(seconds),
    SCHEMA: schema,
  });
}

/** The pod of a writer: it commits numbered rows, each in a session of its own, until it is deleted. */
export function writerPod(database: JobDatabase): object {
  return pod(database, WRITER, { PGCONNECT_TIMEOUT: '2' });
}

function pod(
  { image, host, database, user, secret }: JobDatabase,
  script: string,
  variables: Readonly<Record<string, string>>,
) {
  const plain = { PGHOST: host, PGDATABASE: database, PGUSER: user, PGSSLMODE: 'require', ...variables };
  return {
    restartPolicy: 'Never',
    automountServiceAccountToken: false,
    securityContext: { ...RESTRICTED_POD, runAsUser: 26 },
    containers: [
      {
        name: 'drill',
        image,
        command: ['bash', '-c', script],
        env: [
          ...Object.entries(plain).map(([name, value]) => ({ name, value })),
          { name: 'PGPASSWORD', valueFrom: { secretKeyRef: { name: secret, key: 'password' } } },
        ],
        resources: { requests: { cpu: '100m', memory: '64Mi' }, limits: { memory: '256Mi' } },
        securityContext: RESTRICTED_CONTAINER,
      },
    ],
  };
}
