import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { LINEAGE_FILE } from '../../plan/lineage/lineage-files';
import type { FileToPrint } from '../applications/files-to-print';
import { gitState } from '../applications/git-state';
import type { RenderedApplications } from '../applications/render-applications';
import type { RunOutcome } from '../applications/run-outcome';
import type { CommandContext } from '../cli/command-context';
import { readChecked } from './checked-file';
import { digest } from './file-stamp';
import { keepRun, keepStates, packedIn } from './keep-run';
import { settledOf } from './kept-files';
import { type Circumstances, changesSince, holdsFor, type KeptRun, packOf, renderedBy } from './kept-run';
import { collectEarlier } from './lean-heap';
import { STARTED } from './started';
import type { Witness } from './witness';

export interface RenderedOptions {
  readonly base?: string;
  /** Whether what an earlier run has left may be taken. */
  readonly cache: boolean;
}

/**
 * What is said of all that the applications render and of what is found in it. Where nothing has changed since an earlier run of the day, it is
 * taken from that run: neither the applications nor cdk8s are loaded. Where some applications have changed, the others are neither built nor
 * printed, and judged only by the rules that look at other objects.
 * @param use - writes or compares it @returns the exit code
 */
export async function rendered(
  context: CommandContext,
  { base, cache }: RenderedOptions,
  use: (made: RenderedApplications) => RunOutcome,
): Promise<number> {
  const { root, outdir, cache: folder } = context;
  const renderAll = async (begin: Witness['begin'] = () => () => undefined) => {
    const { renderApplications } = await import('../applications/render-applications.js');
    const end = begin();
    const { applications, acknowledgements: acknowledge } = await context.repository().finally(end);
    collectEarlier(applications.length);
    const request = { ...context, applications, acknowledge, hints: false, ...(base !== undefined && { base }) };
    return { applications, render: renderApplications, request };
  };
  if (folder === undefined || !cache) {
    const { render, request } = await renderAll();
    return use(render(request)).code;
  }
  const file = join(folder, `${digest([root, outdir].join('\n'))}.json`);
  const pack = packOf(file);
  const place = { root, folder: outdir };
  const circumstances = circumstancesOf(context, base);
  const run = readChecked<KeptRun>(file);
  const changed = run && changesSince(run);
  const same = run && changed?.size === 0 && holdsFor(run, circumstances) ? renderedBy(run, place, pack) : undefined;
  if (run && same) {
    const { code, difference } = use(same);
    if (difference) keeping(() => keepStates(file, run, same.output, difference));
    return code;
  }
  const witness = new (await import('./witness.js')).Witness();
  const { applications, render, request } = await renderAll(witness.begin);
  const { applicationFiles, exportsOf } = await import('./application-files.js');
  const { unchangedApplications } = await import('./unchanged-applications.js');
  const { HeldTexts } = await import('./held-texts.js');
  const exports = exportsOf(applications);
  const taken =
    run && changed && run.moment === circumstances.moment
      ? unchangedApplications(run, pack, changed, applicationFiles(exports))
      : undefined;
  const added = pack.adding(taken ? packedIn(taken.run) : []);
  try {
    const before = new Map(taken?.run.files.map(([path, objects, text]) => [path, { objects, text }]));
    let texts = new HeldTexts([], pack, added);
    const hold = (files: Iterable<FileToPrint>) => {
      texts = new HeldTexts(files, pack, added, before);
      return texts;
    };
    const made = render({ ...request, ...(taken && { kept: taken.kept }), hold, watch: witness.watch });
    const own = applicationFiles(exports);
    const loaded = loadedFiles();
    const settled = taken && [...settledOf(taken.run.files, place)].filter(([path]) => texts.isKept(path));
    const output = { ...made.output, ...(settled && { settled: new Map(settled) }) };
    const outcome = use({ ...made, output });
    const loading = { loaded, started: STARTED, own, witness, texts, added, ...(taken && { takenFrom: taken }) };
    keeping(() => keepRun(file, circumstances, { ...made, output }, outcome, loading, run));
    return outcome.code;
  } finally {
    added.drop();
  }
}

/** The folder may not be ours to write in, or the disk is full: the next run begins anew. */
function keeping(keep: () => void): void {
  try {
    keep();
  } catch {}
}

function circumstancesOf({ root, now }: CommandContext, base: string | undefined): Circumstances {
  const lock = join(root, LINEAGE_FILE);
  return {
    moment: [process.version, now.toISOString().slice(0, 10), process.env.TZ].join(' '),
    surroundings: JSON.stringify([base, gitState(root, base)]),
    lock: existsSync(lock) ? digest(readFileSync(lock)) : null,
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
