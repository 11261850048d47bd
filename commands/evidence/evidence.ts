import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Application } from '../../constructs/index';
import type { Console } from '../cli/console';
import { oneApplication } from '../cli/one-named';
import { UsageError } from '../cli/usage-error';
import { restoreReports } from './drill-reports';
import { printEvidenceMarkdown } from './evidence-markdown';
import { pages } from './evidence-pages';
import { evidenceOf, missingIn } from './evidence-report';
import { printHtml } from './print-html';

/** What `npm run evidence` is asked for. */
export interface EvidenceRequest {
  /** Name of the application. */
  readonly application: string;
  /** Folder to write to, absolute or relative to the root. */
  readonly output: string;
  readonly format: 'markdown' | 'html' | 'both';
  /** The commit that the report is made from. @default - the report names none */
  readonly commit?: string;
  /** Folder with reports of restore drills, absolute or relative to the root. */
  readonly drills: string;
  /** Folder of the repository. */
  readonly root: string;
  readonly now: Date;
  readonly console: Console;
}

/**
 * Writes what the manifests show of the safeguards that an application declares, for auditors.
 * @returns the exit code: 1 where a safeguard is missing that nobody has accepted
 * @throws UsageError for an application that declares none, and for a folder of drills with something else in it
 */
export function evidence(applications: readonly Application[], request: EvidenceRequest): number {
  const { format, commit, root, now, console } = request;
  const application = oneApplication(applications, request.application);
  const restores = restoreReports(resolve(root, request.drills));
  const report = evidenceOf(applications, application, { now, commit, restores });
  if (report.clusters.length === 0) {
    throw new UsageError(
      `no cluster of "${application.name}" declares safeguards: give it \`compliance: hipaa({ … })\`, see docs/compliance.md`,
    );
  }
  const blocks = pages(report);
  const folder = resolve(root, request.output);
  if (format !== 'html') write(folder, `${application.name}.md`, printEvidenceMarkdown(blocks), console);
  if (format !== 'markdown') write(folder, `${application.name}.html`, printHtml(blocks), console);
  const missing = missingIn(report);
  for (const { safeguard, gaps } of missing) {
    console.err(`missing: ${safeguard.title} (${safeguard.rule})\n`);
    for (const { message, fix } of gaps) console.err(`  ${message}\n  fix: ${fix}\n`);
  }
  return missing.length === 0 ? 0 : 1;
}

/** Whole or not at all: half a report looks like one. */
function write(folder: string, name: string, content: string, console: Console): void {
  mkdirSync(folder, { recursive: true });
  const [next, target] = [join(folder, `.${name}.next`), join(folder, name)];
  writeFileSync(next, content);
  renameSync(next, target);
  console.out(`${target}\n`);
}
