import { existsSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Application } from '../../constructs/index';
import { ACKNOWLEDGEMENTS_FILE } from '../../plan/lineage/lineage-files';
import { manifestsOf } from '../applications/application-tree';
import { holdingState } from '../applications/holding-state';
import type { Console } from '../cli/console';
import { isPlatform, oneApplication } from '../cli/one-named';
import { UsageError } from '../cli/usage-error';
import { REGISTER, unregistered } from '../new/registration';
import type { runScript } from '../new/run-script';
import { replaceFile } from '../source/replace-file';
import { acknowledged } from './acknowledged';
import { printRemoved } from './print-removed';

/** What `npm run remove` is asked for. */
export interface RemoveRequest {
  /** Name of the application. */
  readonly application: string;
  /** Why nobody needs its data any more. @default - enough where nothing of it was committed */
  readonly reason?: string | undefined;
  /** Folder of the repository. */
  readonly root: string;
  readonly console: Console;
  /** Formats, and lets synth write. */
  readonly run: typeof runScript;
}

/**
 * Removes `apps/<name>/` and its registration, acknowledges what holds state where that was committed, and lets synth write.
 * @returns the exit code: 1 for what synth refuses, and everything is as it was then
 * @throws UsageError for an application that is not there, and one that is not of `apps/<name>/`
 */
export function removeApplication(applications: readonly Application[], request: RemoveRequest): number {
  const { root, reason, console, run } = request;
  const application = oneApplication(applications, request.application);
  const { name } = application;
  if (isPlatform(application))
    throw new UsageError(`${name} is a platform, not a database: it is declared in apps/platforms/${name}`);
  const [folder, aside] = [join(root, 'apps', name), join(root, `.remove-${name}`)];
  if (!existsSync(folder)) throw new UsageError(`apps/${name} is not there: ${name} is declared elsewhere`);
  const manifests = manifestsOf(application);
  const index = unregistered(readFileSync(join(root, REGISTER), 'utf8'), name);
  const holding = holdingState(manifests);
  const before = [REGISTER, ACKNOWLEDGEMENTS_FILE].map(
    (file) => [file, readFileSync(join(root, file), 'utf8')] as const,
  );
  const acknowledgements = reason === undefined ? undefined : acknowledged(before[1]?.[1] ?? '', holding, reason);
  const back = () => {
    for (const [file, text] of before) replaceFile(join(root, file), text);
    renameSync(aside, folder);
  };
  renameSync(folder, aside);
  try {
    replaceFile(join(root, REGISTER), index);
    run(root, 'format', [REGISTER]);
    let { code, output } = run(root, 'synth', []);
    // What was never committed needs no acknowledgement.
    const isCommitted = code !== 0 && holding.some((object) => output.includes(`${object} is no longer rendered`));
    if (isCommitted && acknowledgements !== undefined) {
      replaceFile(join(root, ACKNOWLEDGEMENTS_FILE), acknowledgements);
      run(root, 'format', [ACKNOWLEDGEMENTS_FILE]);
      ({ code, output } = run(root, 'synth', []));
    }
    if (code !== 0) {
      back();
      const missing =
        isCommitted && reason === undefined
          ? `--reason is missing: git has ${holding.join(', ')}; say why nobody needs what they hold`
          : '';
      console.err(`${missing || output.trimEnd()}\nnothing was removed: everything is as it was\n`);
      return 1;
    }
  } catch (error) {
    back();
    throw error;
  }
  rmSync(aside, { recursive: true });
  console.out(printRemoved(application, manifests, applications));
  return 0;
}
