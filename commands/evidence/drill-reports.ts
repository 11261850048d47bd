import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { record } from '../../manifests/object/manifest';
import { UsageError } from '../cli/usage-error';
import type { DrillReport } from '../drill/drill-report';

/** The reports of restore drills in a folder; none where there is no such folder. @throws UsageError for JSON that is no report */
export function restoreReports(folder: string): DrillReport[] {
  if (!existsSync(folder)) return [];
  const files = readdirSync(folder).filter((file) => file.endsWith('.json'));
  return files
    .sort()
    .map((file) => reportIn(join(folder, file)))
    .filter(({ drill }) => drill === 'restore');
}

function reportIn(file: string): DrillReport {
  let report: unknown;
  try {
    report = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    throw new UsageError(`${file} is not JSON: put only drill reports into this folder`);
  }
  if (isReport(report)) return report;
  throw new UsageError(`${file} is not a drill report: put only drill reports into its folder`);
}

function isReport(value: unknown): value is DrillReport {
  const { measures, failures, facts, ended, ...rest } = record(value);
  const texts = ['id', 'drill', 'context', 'namespace', 'cluster', 'outcome'] as const;
  const areTexts = texts.every((key) => typeof rest[key] === 'string');
  const areLists = [measures, failures].every(Array.isArray) && typeof facts === 'object' && facts !== null;
  return areTexts && areLists && typeof ended === 'string' && !Number.isNaN(Date.parse(ended));
}
