import { isKustomization } from '../../manifests/object/manifest';
import { REGISTER } from '../new/registration';
import { manifestsIn } from '../plan/manifests-in';
import type { AdoptRequest } from './adopt-request';
import type { AdoptedModel } from './adopted-model';
import { folderOf } from './build-model';
import { CopiedRepository } from './copied-repository';
import { type AdoptionOptions, unexpected } from './proof';

/** Compiles and renders in a copy. @returns every file that changes, or why it does not work */
export function tryOut(
  { root, outdir, console, run }: AdoptRequest,
  model: AdoptedModel,
  files: Readonly<Record<string, string>>,
  options: AdoptionOptions,
): Map<string, string | null> | string {
  const copied = new CopiedRepository(root);
  try {
    copied.write(files);
    for (const script of ['format', 'synth'] as const) {
      const { code, output } = run(copied.root, script, script === 'format' ? [`apps/${model.name}`, REGISTER] : []);
      if (code !== 0) return output.trimEnd();
      if (script === 'synth') console.err(warningsIn(output, model));
    }
    const changes = copied.changes();
    const folder = `${outdir}/${folderOf(model)}/`;
    const rendered = [...changes].flatMap(([name, content]) =>
      name.startsWith(folder) && content !== null ? manifestsIn([{ name, content }]) : [],
    );
    const own = rendered.map(({ manifest }) => manifest).filter((manifest) => !isKustomization(manifest));
    const wrong = unexpected(model, own, options);
    return wrong.length === 0 ? changes : ['synth renders something else:', ...wrong].join('\n');
  } finally {
    copied.remove();
  }
}

/** What synth says of the new objects, for whoever called. */
function warningsIn(output: string, { name }: AdoptedModel): string {
  return output.includes(`/${name}/`) ? output : '';
}
