import { applicationDatabaseOf, applicationSecretOf } from '../../manifests/cnpg/bootstrap';
import { scheduledCron } from '../../manifests/cnpg/scheduled-cron';
import { peerText } from '../../manifests/network/peer-text';
import { instancePods } from '../../manifests/network/pods';
import { policiesOf } from '../../manifests/network/policies';
import { Kind } from '../../manifests/object/kinds';
import { at, list, type Manifest, record, text } from '../../manifests/object/manifest';
import type { Index } from '../../manifests/object/object-index';
import { dependentsOf } from '../../manifests/object/references';
import { PARAMETERS } from '../../manifests/postgres/server-parameters';
import { complianceOf, declaredRolesOf, objectStoresOf, POWERS, subjectName } from '../../rules/compliance';
import { count } from '../../rules/objectives/promising-cluster';
import { describeCron } from '../../values/time/cron-description';
import { retentionDays } from '../../values/time/retention';
import { type Block, code, heading, type Inline, paragraph, table } from './document';
import type { ClusterEvidence, EvidenceReport } from './evidence-report';

const DAY = 86_400_000;

/** What an auditor asks for next. */
export function appendix(evidence: ClusterEvidence, { now }: EvidenceReport): Block[] {
  const { cluster, index } = evidence;
  const name = subjectName(cluster);
  return [
    heading(2, `${name}: parameters`),
    table(['parameter', 'value'], parameters(evidence)),
    heading(2, `${name}: roles`),
    table(['role', 'logs in', 'is for', 'attributes', 'member of', 'connections', 'Secret'], roles(cluster, index)),
    heading(2, `${name}: who may reach it`),
    table(
      ['policy', 'from', 'ports'],
      network(cluster, index),
      'No NetworkPolicy selects its instances: everybody may.',
    ),
    heading(2, `${name}: backups`),
    table(['what', 'where', 'kept or taken', 'encryption'], backups(cluster, index)),
    heading(2, `${name}: last restore test`),
    ...lastRestore(evidence, now),
  ];
}

function parameters({ findings }: ClusterEvidence): Inline[][] {
  const concerned = findings
    .flatMap(({ evidence }) => evidence)
    .filter(({ path }) => path.startsWith(`${PARAMETERS}.`))
    .map(({ path, value }) => [path.slice(PARAMETERS.length + 1), value] as const);
  return [...new Map(concerned)].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, value]) => [code(name), code(value)]);
}

function roles(cluster: Manifest, index: Index): Inline[][] {
  const { owner } = applicationDatabaseOf(cluster);
  const secret = code(applicationSecretOf(cluster));
  const own = [code(owner), 'yes', 'Owns the database: migrations', '', '', '', secret];
  const declared = declaredRolesOf(cluster, index).map(({ name, spec }) => [
    code(name),
    spec.login === true ? 'yes' : 'no',
    text(spec.comment) ?? '',
    POWERS.filter((power) => spec[power] === true).join(', '),
    list(spec.inRoles).join(', '),
    typeof spec.connectionLimit === 'number' && spec.connectionLimit >= 0 ? String(spec.connectionLimit) : 'unlimited',
    code(text(record(spec.passwordSecret).name) ?? 'none: certificate'),
  ]);
  return [own, ...declared];
}

function network(cluster: Manifest, index: Index): Inline[][] {
  const policies = instancePods(cluster).flatMap((pod) => policiesOf(pod, 'ingress', index));
  return [...new Set(policies)].flatMap((policy) => {
    const rules = list(at(policy, 'spec.ingress')).map(record);
    if (rules.length === 0) return [[code(subjectName(policy)), 'nobody', '']];
    return rules.map(({ from, ports }) => [
      code(subjectName(policy)),
      list(from).map(peerText).join('; ') || 'everybody',
      list(ports)
        .map((each) => String(record(each).port ?? 'all'))
        .join(', ') || 'all',
    ]);
  });
}

function backups(cluster: Manifest, index: Index): Inline[][] {
  const kept = objectStoresOf(cluster, index).map((store) => {
    const [wal, data] = ['wal', 'data'].map((part) => text(at(store, `spec.configuration.${part}.encryption`)));
    return [
      code(subjectName(store)),
      code(text(at(store, 'spec.configuration.destinationPath')) ?? ''),
      `kept ${text(at(store, 'spec.retentionPolicy')) ?? 'without end'}`,
      `WAL: ${wal ?? 'the bucket’s'}; base backups: ${data ?? 'the bucket’s'}`,
    ];
  });
  const taken = dependentsOf(Kind.SCHEDULED_BACKUP, cluster, index).map((schedule) => {
    const cron = scheduledCron(schedule);
    const suspended = at(schedule, 'spec.suspend') === true ? ' (suspended)' : '';
    return [code(subjectName(schedule)), '', `${cron ? describeCron(cron) : 'never'}${suspended}`, ''];
  });
  return [...kept, ...taken];
}

function lastRestore({ cluster, lastRestore }: ClusterEvidence, now: Date): Block[] {
  if (lastRestore === undefined) {
    return [
      paragraph(
        'No report of a restore test is kept with this repository. A drill leaves one: ',
        code('npm run drill -- restore --report evidence/drills …'),
        '.',
      ),
    ];
  }
  const { id, ended, outcome, context, facts, measures, failures } = lastRestore;
  const age = Math.floor((now.getTime() - Date.parse(ended)) / DAY);
  const every = retentionDays(complianceOf(cluster)?.restoreTest.every.toRetention() ?? '1d');
  return [
    paragraph(
      `${ended}, ${count(age, 'day')} ago, in context ${context}: ${outcome}. `,
      age > every
        ? `Overdue: ${count(every, 'day')} are declared.`
        : `The next is due in ${count(every - age, 'day')}.`,
    ),
    table(
      ['what', 'value'],
      [
        ['report', code(id)],
        ...measures.map(({ name, value, unit }) => [name, value === null ? 'not measured' : `${value} ${unit}`]),
        ...Object.entries(facts),
        ...failures.map((failure) => ['failure', failure]),
      ],
    ),
  ];
}
