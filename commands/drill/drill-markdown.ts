import { type DrillReport, printValue } from './drill-report';

/** A report as a page; the picture lies beside it. */
export function printDrillMarkdown(report: DrillReport): string {
  const { id, drill, outcome, application, namespace, cluster, context, started, ended } = report;
  return [
    `# Drill ${drill}: ${outcome}`,
    '',
    `Cluster \`${namespace}/${cluster}\` of ${application}, context \`${context}\`, ${started} to ${ended}.`,
    '',
    ...section(
      'What went wrong',
      report.failures.map((failure) => `- ${failure}`),
    ),
    ...section(
      'What is left',
      report.leftOvers.map((problem) => `- ${problem}`),
    ),
    ...section('Measured', measures(report)),
    ...section(
      'Found',
      Object.entries(report.facts).map(([name, value]) => `- ${name}: ${value}`),
    ),
    '## Timeline',
    '',
    `![Timeline of the drill](${id}.svg)`,
    '',
    '| after | who | what |',
    '|---:|---|---|',
    ...report.events.map(({ at, lane, text }) => `| ${after(report, at)} | ${lane} | ${cell(text)} |`),
    '',
  ].join('\n');
}

function measures({ measures }: DrillReport): string[] {
  if (measures.length === 0) return [];
  const rows = measures.map(({ name, value, unit, limit, met }) => {
    const objective = limit === undefined ? '' : `at most ${printValue(limit, unit)}`;
    return `| ${name} | ${printValue(value, unit)} | ${objective} | ${met === null ? '' : met ? 'met' : '**missed**'} |`;
  });
  return ['| what | value | objective | |', '|---|---:|---:|---|', ...rows];
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [`## ${title}`, '', ...lines, ''];
}

function after({ started }: DrillReport, at: number): string {
  return `${((at - Date.parse(started)) / 1000).toFixed(1)} s`;
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}
