import type { DrillReport } from '../../../../commands/drill/drill-report';

/** The measure whose name contains the words. */
export function measure(report: DrillReport, words: string): DrillReport['measures'][number] {
  const found = report.measures.find(({ name }) => name.includes(words));
  if (found === undefined) throw new Error(`nothing with "${words}" among ${report.measures.map(({ name }) => name)}`);
  return found;
}
