import type { OnlineUpgrade } from '../../constructs/index';
import { subscriptionNameFor } from '../../values/cnpg/derived-names';
import { engineName } from '../cli/engine-name';
import { numberedSteps } from '../cli/numbered-steps';
import { shellWord } from '../cli/shell-word';
import { type Clients, served, started, stopped } from '../restore/clients';
import type { MajorSituation } from './major-aftercare';

interface OnlineSituation extends MajorSituation {
  /** The file that declares it. */
  readonly file: string;
  readonly upgrade: OnlineUpgrade;
  /** Owner of the application database. */
  readonly owner: string;
  /** Who connects to it. */
  readonly clients: Clients;
  /** What the new image lacks, and what else stops working. */
  readonly losses: readonly string[];
}

/** What logical replication does not do. @see https://www.postgresql.org/docs/current/logical-replication-restrictions.html */
const LIMITS = [
  'DDL is not replicated: no migration runs between the first commit and the cut-over; the first row of a table that is made meanwhile stops the replication',
  'large objects and unlogged tables are not replicated, and values of sequences only by the command below',
  'a table without a primary key or a replica identity refuses UPDATE and DELETE as soon as it is published',
  'only the application database is copied: other databases, and what was given to roles by hand, are not',
  'an import brings no privileges: GRANTs are repeated',
  'there is no replication back: what is written after the cut-over is not in the old cluster',
];

const TABLES = `SELECT c.oid::regclass FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace WHERE relkind = 'r' AND NOT (nspname ~ '^(pg_|information_schema)')`;
const UNIDENTIFIED = `${TABLES} AND (relreplident = 'n' OR relreplident = 'd' AND NOT EXISTS (SELECT FROM pg_index WHERE indrelid = c.oid AND indisprimary))`;
// Without a single table nothing is copied, either.
const COPIED = `SELECT count(*) > 0 AND bool_and(srsubstate = 'r') FROM pg_subscription_rel`;

/** The steps of an upgrade by logical replication, with what it cannot do. */
export function printOnline(situation: OnlineSituation): string {
  const limits = [...LIMITS, ...situation.losses].map((limit) => `! ${limit}\n`).join('');
  const steps = [preparation, copy, stop, serve, detach, hibernate, drop].map((step) => step(situation));
  return `${limits}\nThe steps:\n${numberedSteps(steps)}`;
}

function psql({ namespace, database }: OnlineSituation, cluster: string, sql: string): string {
  return `kubectl cnpg psql ${cluster} -n ${namespace} -- ${shellWord(database)} -c "${sql}"`;
}

function preparation(situation: OnlineSituation): string[] {
  const ask = (sql: string) => psql(situation, situation.upgrade.of, sql);
  const owner = quoted(situation.owner);
  const role = literal(situation.owner);
  const unreadable = `${TABLES} AND NOT has_table_privilege(${role}, c.oid, 'SELECT')`;
  const hidden = `${TABLES} AND relrowsecurity AND (relforcerowsecurity OR NOT pg_has_role(${role}, relowner, 'USAGE'))`;
  return [
    'before it: no commit',
    `${ask(`ALTER ROLE ${owner} REPLICATION`)}: the new cluster connects as the owner`,
    `${ask(unreadable)} shows none: these would never be copied; GRANT SELECT on them to the owner`,
    `${ask(hidden)} shows none: row level security hides their rows from the owner, so that they would be copied EMPTY, and nothing says so; ${ask(`ALTER ROLE ${owner} BYPASSRLS`)} lets it read them, for the time in which nothing that serves tenants logs in as the owner`,
    `${ask(UNIDENTIFIED)} shows none: each of these needs a primary key, or ALTER TABLE … REPLICA IDENTITY`,
    `${ask('SELECT count(*) FROM pg_largeobject_metadata')} is 0`,
    `${ask(`SELECT datname FROM pg_database WHERE NOT datistemplate AND datname NOT IN ('postgres', ${literal(situation.database)})`)} shows none: other databases are not copied, and clients would find none of them after the cut-over`,
    'the volume has room: the old cluster keeps all WAL while the first copy runs',
    `way back: ${ask(`ALTER ROLE ${owner} NOREPLICATION NOBYPASSRLS`)}`,
  ];
}

function copy(situation: OnlineSituation): string[] {
  const { namespace, file, upgrade, application, backups } = situation;
  const { name, of, version } = upgrade;
  return [
    `git commit -m "Copy ${of} to PostgreSQL ${version} as ${name}"`,
    `npm run synth, then commit ${file}, dist/ and the lock: ${name} is created beside ${of}, with its schema, a Publication there and a Subscription here`,
    `before the next: kubectl wait clusters.postgresql.cnpg.io ${name} -n ${namespace} --for=condition=Ready --timeout=30m${backups === 'none' ? '' : ', and its first base backup is completed'}`,
    `before the next: ${psql(situation, name, COPIED)} is t: every table is copied; compare how many rows the largest ones have on both sides`,
    `before the next: GRANTs are repeated in ${name}, those of npm run -s migrations -- ${application} among them`,
    `before the next: kubectl exec -n ${namespace} ${name}-1 -c postgres -- vacuumdb --all --analyze-in-stages, and the application was tried with ${name}, reading only`,
    'way back: revert the commit, acknowledge the deletion and delete the Cluster; no client uses it, and the slot goes with the Subscription',
  ];
}

function stop(situation: OnlineSituation): string[] {
  const { namespace, upgrade, database, application, clients } = situation;
  const { name, of } = upgrade;
  const received = `SELECT confirmed_flush_lsn >= pg_current_wal_lsn() FROM pg_replication_slots WHERE slot_name = '${subscriptionNameFor(name)}'`;
  return [
    ...stopped(clients, { serving: of, application, because: 'from here on nothing is served' }),
    `before the next: ${psql(situation, of, received)} is t: ${name} has everything`,
    `before the next: kubectl cnpg subscription sync-sequences ${name} -n ${namespace} --subscription ${subscriptionNameFor(name)} --dbname ${shellWord(database)}`,
    clients.areHere ? 'way back: revert the commit' : 'way back: start it again',
  ];
}

function serve({ namespace, upgrade, application, clients }: OnlineSituation): string[] {
  const { name, of } = upgrade;
  return [
    `git commit -m "Serve ${name}"`,
    ...served(clients, { name, application }),
    ...started(clients, name),
    `the objectives are those of ${name} now: a suppression for Cluster ${namespace}/${of} may have to name ${name}, and synth says which`,
    'before the next: the application works, as long as you want to be sure',
    `way back: npm run restore -- ${application} --serve ${of}; what was written to ${name} meanwhile stays there`,
  ];
}

function detach(situation: OnlineSituation): string[] {
  const { name, of } = situation.upgrade;
  const slots = `SELECT count(*) FROM pg_replication_slots WHERE slot_name = '${subscriptionNameFor(name)}'`;
  return [
    `git commit -m "End the replication from ${of} to ${name}"`,
    `set "detached": true at ${name} in ${situation.file}, npm run synth: Publication and Subscription leave git, ${engineName(situation.gitops)} prunes them, and both leave PostgreSQL, with the slot`,
    `before the next: ${psql(situation, of, slots)} is 0, or ${of} keeps WAL until its volume is full`,
    `before the next: ${psql(situation, of, `ALTER ROLE ${quoted(situation.owner)} NOREPLICATION NOBYPASSRLS`)}`,
    'way back: none; a copy begins with an empty cluster',
  ];
}

function hibernate({ application, upgrade: { of }, retention, backups }: OnlineSituation): string[] {
  return [
    `git commit -m "Hibernate ${of}"`,
    `npm run restore -- ${application} --hibernate ${of}, npm run synth: its instances go, ${backups === 'archive' ? 'its volumes and its archive stay, its schedules are suspended' : 'its volumes stay'}`,
    `before the next: nobody needs to go back${retention === undefined ? '' : `, and ${retention} days have passed`}`,
    `way back: npm run restore -- ${application} --serve ${of} wakes it and lets it serve`,
  ];
}

function drop({ namespace, file, application, backups, gitops, upgrade: { name, of } }: OnlineSituation): string[] {
  const pruned = gitops === 'flux' ? '' : `argocd app sync ${application}-database --prune, then `;
  return [
    `git commit -m "Drop ${of}"`,
    `npm run restore -- ${application} --drop ${of} --reason "…", npm run synth: ${of} and what belongs to it alone leave git, and ${name}, its poolers and Secrets stay as they are`,
    `${pruned}kubectl delete clusters.postgresql.cnpg.io ${of} -n ${namespace}: its volumes go with it${backups === 'archive' ? '; then delete its folder in the bucket' : ''}`,
    `keep the entry of ${name} in ${file}: its version and its image are there from now on, and those in config.ts are what ${of} had`,
    `way back: none${backups === 'archive' ? ' but its archive' : ''}`,
  ];
}

function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

function quoted(identifier: string): string {
  return /^[a-z_][a-z0-9_]*$/.test(identifier) ? identifier : `\\"${identifier.replaceAll('"', '""')}\\"`;
}
