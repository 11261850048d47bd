import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { record } from '../../manifests/object/manifest';
import { UsageError } from '../cli/usage-error';
import type { DrillReport } from '../drill/drill-report';

/**
 * The restore drills that a folder tells of: reports, a JSON file each, and histories, a line of JSON each. None where there is no such folder.
 * @throws UsageError for what is neither
 */
export function restoreReports(folder: string): DrillReport[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .sort()
    .flatMap((name) => reportsIn(join(folder, name)))
    .filter(({ drill }) => drill === 'restore');
}

function reportsIn(file: string): DrillReport[] {
  if (file.endsWith('.json')) return [reportOf(readFileSync(file, 'utf8'), file)];
  if (!file.endsWith('.jsonl')) return [];
  return readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((line, i) => (line.trim() === '' ? [] : [reportOf(line, `${file}:${i + 1}`)]));
}

function reportOf(text: string, place: string): DrillReport {
  let report: unknown;
  try {
    report = JSON.parse(text);
  } catch {
    throw new UsageError(`${place} is not JSON: put only drill reports into this folder`);
  }
  if (isReport(report)) return report;
  throw new UsageError(`${place} is not a drill report: put only drill reports into its folder`);
}

function isReport(value: unknown): value is DrillReport {
  const { measures, failures, facts, ended, ...rest } = record(value);
  const texts = ['id', 'drill', 'context', 'namespace', 'cluster', 'outcome'] as const;
  const areTexts = texts.every((key) => typeof rest[key] === 'string');
  const areLists = [measures, failures].every(Array.isArray) && typeof facts === 'object' && facts !== null;
  return areTexts && areLists && typeof ended === 'string' && !Number.isNaN(Date.parse(ended));
}
