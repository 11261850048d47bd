import { at, type Manifest, record } from '../../manifests/object/manifest';
import {
  countParameter,
  givenParameters,
  isOff,
  memoryParameter,
  PARAMETERS,
  parameterOf,
} from '../../manifests/postgres/server-parameters';
import type { RuleContext } from '../engine/rule';

const VERSIONS = ['tlsv1', 'tlsv1.1', 'tlsv1.2', 'tlsv1.3'];

type Report = RuleContext['report'];

/** Values of a Cluster that are valid by themselves, but with which PostgreSQL refuses to start together. */
export function reportCombinations(cluster: Manifest, report: Report): void {
  connections(cluster, report);
  walSizes(cluster, report);
  statistics(cluster, report);
  tlsVersions(cluster, report);
}

function connections(cluster: Manifest, report: Report): void {
  const reserved = ['superuser_reserved_connections', 'reserved_connections'].reduce(
    (sum, name) => sum + (countParameter(cluster, name) ?? 0),
    0,
  );
  const limit = countParameter(cluster, 'max_connections') ?? Number.POSITIVE_INFINITY;
  if (reserved < limit) return;
  const message = `${reserved} of max_connections ${limit} are reserved, which leaves none free`;
  report({ path: `${PARAMETERS}.max_connections`, message, fix: `set it to more than ${reserved}, or reserve fewer` });
}

/** The segment size of a cluster that is created from another one is unknown. */
function walSizes(cluster: Manifest, report: Report): void {
  const { recovery, pg_basebackup, initdb } = record(at(cluster, 'spec.bootstrap'));
  if (recovery !== undefined || pg_basebackup !== undefined) return;
  const segment = Number(record(initdb).walSegmentSize ?? 16);
  for (const name of ['min_wal_size', 'max_wal_size']) {
    const given = givenParameters(cluster)[name];
    if (given === undefined || (memoryParameter(cluster, name) ?? Number.POSITIVE_INFINITY) >= 2 * segment * 2 ** 20)
      continue;
    const message = `${name} is ${given}, less than two WAL segments of ${segment}MB`;
    report({ path: `${PARAMETERS}.${name}`, message, fix: `set it to ${2 * segment}MB or more` });
  }
}

function statistics(cluster: Manifest, report: Report): void {
  const on = (name: string) => !isOff(parameterOf(cluster, name) ?? 'off');
  const parts = ['log_parser_stats', 'log_planner_stats', 'log_executor_stats'].filter(on);
  if (parts.length === 0 || !on('log_statement_stats')) return;
  const message = `log_statement_stats and ${parts.join(', ')} are on, which exclude each other`;
  report({ path: `${PARAMETERS}.log_statement_stats`, message, fix: 'turn off one or the other' });
}

function tlsVersions(cluster: Manifest, report: Report): void {
  const [min, max] = ['ssl_min_protocol_version', 'ssl_max_protocol_version'].map(
    (name) => parameterOf(cluster, name) ?? '',
  );
  const newest = VERSIONS.indexOf(`${max}`.toLowerCase());
  if (newest < 0 || VERSIONS.indexOf(`${min}`.toLowerCase()) <= newest) return;
  const message = `ssl_min_protocol_version is ${min}, above ssl_max_protocol_version, which is ${max}`;
  report({
    path: `${PARAMETERS}.ssl_max_protocol_version`,
    message,
    fix: `set ssl_min_protocol_version to ${max} or older`,
  });
}
