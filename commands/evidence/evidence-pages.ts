import { targetOf } from '../../constructs/index';
import { majorOf } from '../../manifests/cnpg/cluster-traits';
import { at } from '../../manifests/object/manifest';
import { imageOf, PARAGRAPHS, type Paragraph, subjectName } from '../../rules/compliance';
import { appendix } from './appendix';
import { type Block, code, heading, type Inline, items, paragraph, table } from './document';
import { type AssessedSafeguard, type ClusterEvidence, type EvidenceReport, missingIn } from './evidence-report';

/** The whole report, for an auditor who has never seen this repository. */
export function pages(report: EvidenceReport): Block[] {
  return [
    heading(1, `Evidence of HIPAA safeguards: ${report.application.name}`),
    paragraph(
      'What the configuration of this application’s databases in git shows of the technical safeguards of the HIPAA Security Rule (45 CFR 164.312) and of what its contingency plan (164.308(a)(7)) asks of a database. It is evidence for an audit, and no certificate: what configuration cannot show is named as such, with what remains for the organisation to do.',
    ),
    paragraph(
      `Generated on ${report.now.toISOString().slice(0, 10)}`,
      ...(report.commit === undefined ? [] : [' from commit ', code(report.commit)]),
      ' by ',
      code(`npm run evidence -- ${report.application.name}`),
      '. All but this sentence, the ages of restore tests and what depends on dates follows from the source alone.',
    ),
    ...scope(report),
    heading(2, 'How to read it'),
    items([
      [
        { verdict: 'holds' },
        ': the manifests that are applied show it. Where it is missing, they are not written: ',
        code('npm run synth'),
        ' fails under the rule that is named, and so does CI.',
      ],
      [
        { verdict: 'holds as stated' },
        ': the manifests agree with what the organisation states in them about something outside.',
      ],
      [{ verdict: 'accepted' }, ': it is missing, and the reason is written down (see “Accepted findings”).'],
      [{ verdict: 'missing' }, ': it is missing.'],
    ]),
    ...report.clusters.flatMap((each) => [...overview(each), ...safeguards(each), ...appendix(each, report)]),
    ...acceptedFindings(report),
    ...limits(),
  ];
}

function scope(report: EvidenceReport): Block[] {
  const { operator, plugin, kubernetes } = targetOf(report.application);
  const missing = missingIn(report).length;
  return [
    heading(2, 'Summary'),
    paragraph(
      missing === 0 ? 'No safeguard is missing that is not accepted with a reason.' : `Missing safeguards: ${missing}.`,
    ),
    table(
      ['cluster', 'PostgreSQL', 'image', 'instances', 'holds', 'holds as stated', 'accepted', 'missing'],
      report.clusters.map(({ cluster, index, findings }) => [
        code(subjectName(cluster)),
        String(majorOf(cluster) ?? 'unknown'),
        code(imageOf(cluster, index) ?? 'the operator’s choice'),
        String(at(cluster, 'spec.instances') ?? 1),
        ...(['holds', 'holds as stated', 'accepted', 'missing'] as const).map((verdict) =>
          String(findings.filter((finding) => finding.verdict === verdict).length),
        ),
      ]),
    ),
    paragraph(`CloudNativePG ${operator}, Barman Cloud plugin ${plugin}, Kubernetes ${kubernetes}.`),
    ...(report.undeclared.length === 0
      ? []
      : [
          paragraph(
            'Clusters of this application that declare no safeguards, and of which nothing is said here (recovered ones keep audit and log settings of their source): ',
            ...report.undeclared.flatMap((name, i) => (i === 0 ? [code(name)] : [', ', code(name)])),
            '.',
          ),
        ]),
  ];
}

function overview({ cluster, findings }: ClusterEvidence): Block[] {
  const rows = (Object.keys(PARAGRAPHS) as Paragraph[]).map((key): Inline[] => [
    key,
    PARAGRAPHS[key].title,
    PARAGRAPHS[key].kind,
    findings
      .filter(({ safeguard }) => safeguard.paragraphs.includes(key))
      .map(({ safeguard, verdict }) => `${safeguard.title}: ${verdict}`)
      .join('; '),
  ]);
  return [
    heading(2, `${subjectName(cluster)}: by paragraph of 45 CFR`),
    table(['paragraph', 'title', 'kind', 'safeguards'], rows),
  ];
}

function safeguards({ cluster, findings }: ClusterEvidence): Block[] {
  return [heading(2, `${subjectName(cluster)}: safeguards`), ...findings.flatMap(safeguard)];
}

function safeguard({ safeguard, verdict, evidence, gaps, reason }: AssessedSafeguard): Block[] {
  const { title, rule, paragraphs, proves, tests, remains } = safeguard;
  return [
    heading(3, title),
    paragraph({ verdict }, `, for ${paragraphs.join(', ')}. What it means: ${proves}.`),
    ...(reason === undefined ? [] : [paragraph(`Accepted because: ${reason}`)]),
    ...(gaps.length === 0
      ? []
      : [
          table(
            ['missing', 'field', 'to do'],
            gaps.map(({ path, message, fix }) => [message, path === null ? '' : code(path), fix]),
          ),
        ]),
    table(
      ['object', 'field', 'value', 'rests on'],
      evidence.map(({ object, path, value, stated }) => [
        code(object),
        code(path),
        code(value),
        stated ? 'a statement' : 'manifests',
      ]),
      'No field declares it.',
    ),
    paragraph(
      'Proven by: rule ',
      code(rule),
      ' at every synth; ',
      ...tests.flatMap((test, i) => (i === 0 ? [code(test)] : [', ', code(test)])),
      '.',
    ),
    paragraph(`Remains with the organisation: ${remains}.`),
  ];
}

function acceptedFindings({ application }: EvidenceReport): Block[] {
  return [
    heading(2, 'Accepted findings'),
    paragraph('Findings of all rules, about safeguards or not, that are accepted in this application, and why.'),
    table(
      ['rule', 'object', 'reason', 'until'],
      application.suppressions.map(({ rule, object, reason, expires }) => [
        code(rule),
        code(object),
        reason,
        expires ?? '',
      ]),
    ),
  ];
}

function limits(): Block[] {
  return [heading(2, 'Known limits'), items(LIMITS.map((limit) => [limit]))];
}

const LIMITS = [
  'Statements slower than log_min_duration_statement are logged as they were sent. Values that the application passes as parameters are left out; literals in the text of a statement are not.',
  'Error messages can hold values: the key of a row that exists already (their DETAIL is written to CloudNativePG’s log whatever log_error_verbosity says), and text that is no number, date or uuid.',
  'A session may switch log_parameter_max_length_on_error and debug_print_* on for itself. Superusers, who are those that may enter the pod, can change everything for a running server.',
  'For these reasons the logs are protected data: they are kept, read and deleted like the database itself.',
  'Audit records say which role changed or read which table, and not in which words or for which person. The application’s own records say for whom.',
  'Scripts of roles and tenants run when a cluster is made. What was changed in a database since is shown by SELECT * FROM tenancy.leaks() and by the audit of ddl and role.',
  'What is in git is what runs only while Argo CD says that it is synchronized, or Flux that it is ready. Administrative and physical safeguards (164.308, 164.310) are outside of this report, but for the contingency plan.',
];
