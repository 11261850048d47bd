import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { diff, type Output } from '../../manifests/files/diff';
import { runGit } from './git-process';

const MOST = 3;

/**
 * Says where the output folder is not what its source makes: the plan is of what the source makes, and what is applied is the folder.
 * @returns undefined where it is, or where nothing was ever written
 */
export function staleOutput(output: Output, root: string, outdir: string) {
  if (!existsSync(resolve(root, outdir))) return undefined;
  const { created, changed, removed, foreign } = diff(output);
  const files = [...changed, ...created, ...removed, ...foreign].filter((name) => name.startsWith(`${outdir}/`));
  if (files.length === 0) return undefined;
  const shown = `${files.slice(0, MOST).join(', ')}${files.length > MOST ? ` and ${files.length - MOST} more` : ''}`;
  const isCommitted = !isEdited(root, outdir);
  const stale = `${outdir}/ is not what the source makes: ${shown}. The plan is of what the source makes`;
  const next = isCommitted
    ? `${outdir}/ is what is applied, and it differs: change the source, not ${outdir}/, run npm run synth, and commit`
    : 'run npm run synth before you commit';
  return { said: [`${stale}; ${next}`], isCommitted };
}

/** Whether somebody is at work on the source: then the folder is yet to be written. */
function isEdited(root: string, outdir: string): boolean {
  const { status, stdout } = runGit(root, ['status', '--porcelain', '--', '.', `:(exclude)${outdir}`]);
  return status !== 0 || stdout.length > 0;
}
