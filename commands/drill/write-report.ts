import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { printDrillMarkdown } from './drill-markdown';
import type { DrillReport } from './drill-report';
import { printSvg } from './print-svg';

/** Writes `<id>.json`, `<id>.md` and `<id>.svg` into a folder. @returns the path of the page */
export async function writeReport(folder: string, report: DrillReport): Promise<string> {
  await mkdir(folder, { recursive: true });
  const path = (extension: string) => join(folder, `${report.id}.${extension}`);
  await writeFile(path('json'), `${JSON.stringify(report, null, 2)}\n`);
  await writeFile(path('svg'), printSvg(report));
  await writeFile(path('md'), printDrillMarkdown(report));
  return path('md');
}
