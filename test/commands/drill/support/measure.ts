import type { DrillReport } from '../../../../commands/drill/drill-report';

/** The measure with the words in its name. */
export function measure(report: DrillReport, words: string): DrillReport['measures'][number] {
  const found = report.measures.find(({ name }) => name.includes(words));
  if (found === undefined) throw new Error(`nothing with "${words}" among ${report.measures.map(({ name }) => name)}`);
  return found;
}
