import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { LINEAGE_FILE } from '../../plan/lineage/lineage-files';
import { gitState } from '../applications/git-state';
import type { RenderedApplications } from '../applications/render-applications';
import type { CommandContext } from '../cli/command-context';
import { readChecked } from './checked-file';
import { digest } from './file-stamp';
import { type Circumstances, changesSince, holdsFor, type KeptRun, keepRun, readParts, renderedBy } from './kept-run';
import { STARTED } from './started';
import type { Witness } from './witness';

export interface RenderedOptions {
  readonly base?: string;
  /** Whether what an earlier run has left may be taken. */
  readonly cache: boolean;
}

/**
 * What all applications render and what is found in it. Where nothing has changed since an earlier run of the day, it is taken from that
 * run: neither the applications nor cdk8s are loaded. Where some applications have changed, the others are neither built nor printed, and
 * judged only by the rules that look at other objects.
 */
export async function rendered(
  context: CommandContext,
  { base, cache }: RenderedOptions,
): Promise<RenderedApplications> {
  const { root, outdir, cache: folder } = context;
  const renderAll = async (begin: Witness['begin'] = () => () => undefined) => {
    const { renderApplications } = await import('../applications/render-applications.js');
    const end = begin();
    const { applications, acknowledgements: acknowledge } = await context.repository().finally(end);
    const request = { ...context, applications, acknowledge, ...(base !== undefined && { base }) };
    return { applications, render: renderApplications, request };
  };
  if (folder === undefined || !cache) {
    const { render, request } = await renderAll();
    return render(request);
  }
  const file = join(folder, `${digest([root, outdir].join('\n'))}.json`);
  const circumstances = circumstancesOf(context, base);
  const run = readChecked<KeptRun>(file);
  const changed = run && changesSince(run);
  if (run && changed?.size === 0 && holdsFor(run, circumstances)) return renderedBy(run, { root, folder: outdir });
  const witness = new (await import('./witness.js')).Witness();
  const { applications, render, request } = await renderAll(witness.begin);
  const { applicationFiles } = await import('./application-files.js');
  const parts = run?.moment === circumstances.moment ? readParts(file, run) : undefined;
  const { unchangedApplications } = await import('./unchanged-applications.js');
  const kept = run && parts && changed && unchangedApplications(applications, run, parts, changed);
  const made = render({ ...request, ...(kept && { kept }), watch: witness.watch });
  const own = applicationFiles(applications);
  try {
    keepRun(
      file,
      circumstances,
      made,
      { loaded: loadedFiles(), started: STARTED, own, witness, ...(kept && { takenFrom: { run, changed } }) },
      run,
    );
  } catch {
    // The folder is not ours to write in, the disk is full, or a fleet is larger than a text may be: the next run begins anew.
  }
  return made;
}

function circumstancesOf({ root, now }: CommandContext, base: string | undefined): Circumstances {
  const lock = join(root, LINEAGE_FILE);
  return {
    moment: [process.version, now.toISOString().slice(0, 10)].join(' '),
    surroundings: JSON.stringify([base, gitState(root, base)]),
    lock: existsSync(lock) ? readFileSync(lock, 'utf8') : null,
  };
}

/**
 * The files that Node has loaded so far, and those that would be loaded if they came: facts that were looked for and were not there, a module
 * in the place of a folder with an index, packages.
 */
function loadedFiles(): string[] {
  const project = dirname(createRequire(__filename).resolve('cnpg-gitops/package.json'));
  const facts = join(project, 'imports', 'facts');
  const folders = readdirSync(facts, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name));
  const loaded = Object.keys(require.cache);
  const indexes = loaded.filter((path) => basename(path) === 'index.js').map((path) => `${dirname(path)}.js`);
  return [...loaded, ...indexes, facts, ...folders, join(project, 'node_modules', '.package-lock.json')];
}
