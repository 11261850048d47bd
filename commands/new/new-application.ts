import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { compileFunction } from 'node:vm';
import * as library from '../../constructs/index';
import { ACKNOWLEDGEMENTS_FILE } from '../../plan/lineage/lineage-files';
import type { Acknowledgement } from '../../values/declarations/acknowledgement';
import { manifestsOf } from '../applications/application-tree';
import { holdingState } from '../applications/holding-state';
import { renderApplications } from '../applications/render-applications';
import type { Repository } from '../cli/command-context';
import { UsageError } from '../cli/usage-error';
import { requiredServer } from '../postgres/required-server';
import { withoutDeletions } from '../remove/acknowledged';
import { hasErrors, report, summary } from '../report/report';
import { replaceFile } from '../source/replace-file';
import { configText, type NewApplication, sourceOf } from './application-source';
import { type NewRequest, refuseName, refuseNamespace, requestedApplication, requestedPlatform } from './new-request';
import { printNew } from './print-new';
import { REGISTER, registered } from './registration';

/**
 * Writes `apps/<name>/`, registers it, and lets synth write its manifests. It is rendered and judged in memory first.
 * @returns the exit code: 1 for what synth refuses, and everything is as it was then
 * @throws UsageError for a name that is taken or has no meaning, a platform that is not known, and options without meaning
 */
export function newApplication(repository: Repository, request: NewRequest): number {
  const { applications, acknowledgements = [] } = repository;
  const { name, root, outdir, now, console } = request;
  refuseName(applications, request);
  const platform = requestedPlatform(applications, request);
  refuseNamespace(applications, name, platform);
  const made = requestedApplication(request, platform);
  const index = registered(readFileSync(join(root, REGISTER), 'utf8'), name);
  const application = evaluate(made, platform);
  const again = removedBefore(acknowledgements, application);
  const acknowledge = acknowledgements.filter((each) => !('delete' in each && again.includes(each.delete)));
  const all = repository.withApplication?.(application) ?? [...applications, application];
  const { violations, constructOf } = renderApplications({ applications: all, acknowledge, root, outdir, now });
  const wrong = violations.filter(
    ({ severity, file }) =>
      severity === 'error' || (severity === 'warning' && file?.startsWith(`${outdir}/${name}/`) === true),
  );
  if (wrong.length > 0) console.err(`${report(wrong, constructOf, console.color)}\n`);
  if (hasErrors(wrong)) {
    console.err(`${summary(wrong)}; nothing was written\n`);
    return 1;
  }
  const listed = again.length > 0 && withoutDeletions(readFileSync(join(root, ACKNOWLEDGEMENTS_FILE), 'utf8'), again);
  const lists = { [REGISTER]: index, ...(listed !== false && { [ACKNOWLEDGEMENTS_FILE]: listed }) };
  const refused = writeAll(request, sourceOf(made), lists);
  if (refused !== undefined) {
    console.err(`${refused}\nnothing was written: everything is as it was\n`);
    return 1;
  }
  const server = serverProblem(Number(made.postgres), `Cluster ${name}/${name}-db`);
  console.out(printNew(made, manifestsOf(application), { server, again }));
  return 0;
}

/** Objects of the new application whose deletion is acknowledged: an application of its name was there before. */
function removedBefore(acknowledgements: readonly Acknowledgement[], application: library.Application): string[] {
  const deleted = acknowledgements.flatMap((each) => ('delete' in each ? each.delete : []));
  if (deleted.length === 0) return [];
  return holdingState(manifestsOf(application)).filter((object) => deleted.includes(object));
}

/** The declaration by the text that is going to be written. */
function evaluate(made: NewApplication, platform: library.Platform): library.Application {
  const scope = { ...library, [made.platform]: { platform }, RUNBOOKS: undefined, recoveries: { recoveries: [] } };
  const declaration: unknown = compileFunction(
    `return (${configText(made)});`,
    Object.keys(scope),
  )(...Object.values(scope));
  return library.ProductionDatabase.application(declaration as library.ProductionDatabaseProps);
}

/** Why a server of that major cannot be started here. */
function serverProblem(major: number, what: string): string | undefined {
  try {
    requiredServer(major, what);
    return undefined;
  } catch (error) {
    if (error instanceof UsageError) return error.message;
    throw error;
  }
}

/**
 * Writes the sources and what synth makes of them; what was there is put back where that fails.
 * @param sources - new files in `apps/<name>`
 * @param lists - files that are there, with their next text
 * @returns why it failed
 */
function writeAll(
  { root, name, run }: NewRequest,
  sources: Readonly<Record<string, string>>,
  lists: Readonly<Record<string, string>>,
): string | undefined {
  const before = Object.keys(lists).map((file) => [file, readFileSync(join(root, file), 'utf8')] as const);
  const back = () => {
    for (const [file, text] of before) writeWhole(join(root, file), text);
    rmSync(join(root, 'apps', name), { recursive: true, force: true });
  };
  try {
    for (const [file, text] of Object.entries({ ...sources, ...lists })) writeWhole(join(root, file), text);
    for (const script of ['format', 'synth'] as const) {
      const { code, output } = run(root, script, script === 'format' ? [`apps/${name}`, ...Object.keys(lists)] : []);
      if (code === 0) continue;
      back();
      return output.trimEnd();
    }
  } catch (error) {
    back();
    throw error;
  }
  return undefined;
}

function writeWhole(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  replaceFile(path, text);
}
