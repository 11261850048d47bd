import { extensionImagesOf, imageOf } from '../../manifests/cnpg/cluster-image';
import { at } from '../../manifests/object/manifest';
import { librariesCarried } from '../../manifests/postgres/extensions';
import { givenParameters, PARAMETERS, parameterOf } from '../../manifests/postgres/server-parameters';
import { flavourOf } from '../../values/cnpg/image-contents';
import { fieldEvidence, isSet, observed, type ProtectedCluster, parameter, stated, wanted } from './protected-cluster';
import type { Evaluation, Evidence, SafeguardGap } from './verdict';

/** A parameter, its required value, and the consequence of any other. */
type Wanted = readonly [name: string, value: string, otherwise: string];

const AUDIT: readonly Wanted[] = [['pgaudit.log_relation', 'on', 'records do not say which table was read or written']];
/** The least that an audit trail records. */
const LEAST = ['ddl', 'role', 'write'] as const;

/** Everything that logs the text of statements or values of parameters, except slow statements. */
const VALUES: readonly Wanted[] = [
  ['pgaudit.log_statement', 'off', 'audit records hold the text of statements, with its literals'],
  ['pgaudit.log_parameter', 'off', 'audit records hold the values of parameters'],
  ['log_statement', 'none', 'statements are logged with their literals'],
  ['log_parameter_max_length', '0', 'slow statements are logged with the values of their parameters'],
  ['log_parameter_max_length_on_error', '0', 'statements that fail are logged with the values of their parameters'],
  ['log_min_error_statement', 'panic', 'statements that fail are logged with their literals'],
  ['log_min_duration_sample', '-1', 'samples of statements are logged with their literals'],
  ['log_transaction_sample_rate', '0', 'statements of sampled transactions are logged with their literals'],
  ['debug_print_parse', 'off', 'parse trees are logged with all constants'],
  ['debug_print_rewritten', 'off', 'parse trees are logged with all constants'],
  ['debug_print_plan', 'off', 'plans are logged with all constants'],
];

/** pgAudit records what is declared, and nothing outside git disables it. */
export function audit(subject: ProtectedCluster): Evaluation {
  const { cluster, declared } = subject;
  const log = parameterOf(cluster, 'pgaudit.log') ?? '';
  const words = log.split(',').map((word) => word.trim().toLowerCase());
  const isRecorded = (name: string) => (words.includes(name) || words.includes('all')) && !words.includes(`-${name}`);
  const unrecorded = declared.audit.classes.filter((name) => !isRecorded(name));
  const undeclared = LEAST.filter((name) => !declared.audit.classes.includes(name));
  const gaps: SafeguardGap[] = [...imageGaps(subject)];
  if (unrecorded.length > 0) {
    const message = `pgaudit.log is ${log}, without ${unrecorded.join(', ')}, which is declared`;
    gaps.push({
      path: `${PARAMETERS}.pgaudit.log`,
      message,
      fix: `set pgaudit.log: ${declared.audit.classes.join(',')}`,
    });
  }
  if (undeclared.length > 0) {
    const message = `audit.classes lacks ${undeclared.join(', ')}: changes cannot be attributed to a role`;
    gaps.push({
      path: null,
      message,
      fix: `set audit: { classes: [${LEAST.map((name) => `'${name}'`).join(', ')}, …] }`,
    });
  }
  if (at(cluster, 'spec.postgresql.enableAlterSystem') === true) {
    const message = 'ALTER SYSTEM is allowed: what it sets is not in git, and it can end all records';
    gaps.push({ path: 'spec.postgresql.enableAlterSystem', message, fix: 'delete it: false is the default' });
  }
  const settings = held(subject, AUDIT);
  return {
    evidence: [
      wanted(subject, 'audit.classes'),
      parameter(subject, 'pgaudit.log'),
      ...settings.evidence,
      ...imageEvidence(subject),
    ],
    gaps: [...gaps, ...settings.gaps],
  };
}

/** Who connected, from where, and until when. */
export function connectionLog(subject: ProtectedCluster): Evaluation {
  const { evidence, gaps } = held(subject, [['log_disconnections', 'on', 'the duration of a session is unknown']]);
  const connections = (parameterOf(subject.cluster, 'log_connections') ?? '').toLowerCase();
  // A list of stages since 18; the last one names the role that logged in.
  const isLogged = isSet(subject, 'log_connections', 'on') || /\b(on|true|yes|1|all|authorization)\b/.test(connections);
  return {
    evidence: [parameter(subject, 'log_connections'), ...evidence],
    gaps: isLogged ? gaps : [unset('log_connections', connections, 'on', 'connections are not recorded'), ...gaps],
  };
}

/** Values are kept out of the logs as far as PostgreSQL allows. */
export function logValues(subject: ProtectedCluster): Evaluation {
  const { evidence, gaps } = held(subject, [...VALUES, ...autoExplain(subject)]);
  const slow = parameterOf(subject.cluster, 'log_min_duration_statement') ?? '-1';
  const all = isSet(subject, 'log_min_duration_statement', '0')
    ? [unset('log_min_duration_statement', slow, '1000', 'every statement is logged with its literals')]
    : [];
  return { evidence: [...evidence, parameter(subject, 'log_min_duration_statement')], gaps: [...gaps, ...all] };
}

/** Where the logs go, for how long, and who reads them. */
export function logRetention(subject: ProtectedCluster): Evaluation {
  return { evidence: [stated(subject, 'logs.retention'), stated(subject, 'logs.protectedAs')], gaps: [] };
}

function held(subject: ProtectedCluster, settings: readonly Wanted[]): Evaluation {
  const missing = settings.filter(([name, value]) => !isSet(subject, name, value));
  return {
    evidence: settings.map(([name]) => parameter(subject, name)),
    gaps: missing.map(([name, value, otherwise]) =>
      unset(name, parameterOf(subject.cluster, name) ?? '', value, otherwise),
    ),
  };
}

function unset(name: string, given: string, value: string, otherwise: string): SafeguardGap {
  return {
    path: `${PARAMETERS}.${name}`,
    message: `${name} is ${given || 'off'}: ${otherwise}`,
    fix: `set it to ${value}`,
  };
}

function autoExplain({ cluster }: ProtectedCluster): Wanted[] {
  const given = givenParameters(cluster)['auto_explain.log_min_duration'];
  if (given === undefined || given === '-1') return [];
  return [['auto_explain.log_parameter_max_length', '0', 'plans are logged with the values of parameters']];
}

function imageGaps(subject: ProtectedCluster): SafeguardGap[] {
  const image = imageOf(subject.cluster, subject.index);
  const carried = librariesCarried(subject.cluster, subject.index);
  if (carried?.has('pgaudit') ?? !isMinimal(subject, image)) return [];
  return [
    {
      path: 'spec.imageName',
      message: `${image} has no pgAudit: the server would not start with it`,
      fix: 'use the standard image of the same version',
    },
  ];
}

/** For an unknown image only its tag is evidence. */
function isMinimal({ cluster, index }: ProtectedCluster, image: string | undefined): boolean {
  const mounted = extensionImagesOf(cluster, index).some(({ name }) => name === 'pgaudit');
  return !mounted && flavourOf(image ?? '') === 'minimal';
}

function imageEvidence(subject: ProtectedCluster): Evidence[] {
  const image = imageOf(subject.cluster, subject.index);
  if (image !== undefined) return [observed(subject.cluster, 'spec.imageName', image)];
  return fieldEvidence(subject.cluster, 'spec.imageCatalogRef');
}
