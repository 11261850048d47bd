import { completedAlone } from '../../manifests/applied/alone';
import { openAndClosed } from '../../manifests/applied/built';
import { identitiesOf } from '../../manifests/applied/worlds';
import type { Document } from '../../manifests/object/document';
import type { Violation } from '../../manifests/object/violation';
import { admitAsWritten } from '../../rules/admission/as-written';
import { violationOrder } from '../../rules/engine/judge';
import { judgeApplied, type Together } from '../../rules/engine/judge-applied';
import { RULES } from '../../rules/expert';
import { findApplied } from '../applied/applied';
import type { RenderOptions } from '../applied/rendering';
import type { Console } from '../cli/console';
import { judgeAmong, partsOf, type SeenOptions } from './judge-seen';
import { namedFile } from './named-file';
import { onOwnPlatforms } from './own-platforms';
import type { Judged, Read } from './plain';

interface Request {
  readonly sources: readonly string[];
  readonly rendering: RenderOptions;
  readonly explainSkips: boolean;
  readonly console: Pick<Console, 'err' | 'progress'>;
}

/** Judges what of files and folders will be applied. */
export async function judgeFound(files: readonly Read[], options: SeenOptions, request: Request): Promise<Judged> {
  const { sources, rendering, explainSkips, console } = request;
  const isNamed = ({ name }: Read) => sources.includes(name);
  const named = files.filter(isNamed).map(namedFile);
  const { open, closed } = openAndClosed(completedAlone(named.flatMap(({ documents }) => documents)));
  const folders = sources.filter((source) => !files.some((file) => isNamed(file) && file.name === source));
  const found = await findApplied(
    files.filter((file) => !isNamed(file)),
    folders,
    { ...rendering, progress: (text) => console.progress?.(text) },
  );
  if (explainSkips) for (const { file, why } of found.skips) console.err(`skipped ${file}: ${why}\n`);
  const worlds = onOwnPlatforms(
    found.worlds.map((world) => ({
      ...world,
      documents: [...world.documents, ...found.values, ...open],
      beside: [...world.beside, ...closed],
    })),
  ).flatMap((world) => withUnapplied(world, found.unapplied));
  const documents = new Set([...worlds.flatMap((world) => world.documents), ...found.unapplied]);
  const all = new Set([...documents, ...worlds.flatMap((world) => world.beside)]);
  // What is not judged may still say which version is: a kustomization.
  const parts = partsOf([...all]).map((part) => ({
    ...part,
    documents: part.documents.filter((each) => documents.has(each)),
  }));
  return {
    documents: [...documents],
    parts: parts.filter((part) => part.documents.length > 0),
    violations: [
      ...judgeApplied(worlds, judgeAmong(options)),
      ...judgedByThemselves(found.unapplied, [...documents], options),
      ...found.unseen,
    ].sort(violationOrder),
  };
}

/** What nobody in the repository applies may be applied from elsewhere, or not at all: what is said holds in both cases. */
function withUnapplied(world: Together, unapplied: readonly Document[]): Together[] {
  if (unapplied.length === 0) return [world];
  const own = new Set(world.documents.flatMap(identitiesOf));
  const others = unapplied.filter((document) => !identitiesOf(document).some((each) => own.has(each)));
  return [world, { ...world, beside: [...world.beside, ...others] }];
}

/** What is wrong in objects wherever they are applied, and whether they are at all. */
function judgedByThemselves(
  documents: readonly Document[],
  beside: readonly Document[],
  options: SeenOptions,
): Violation[] {
  // All that is beside them would be read for nothing.
  if (documents.length === 0) return [];
  const only = { judges: [admitAsWritten], rules: RULES.filter(({ id }) => id === 'secret-value') };
  return judgeApplied([{ documents, beside, seen: 'part' }], judgeAmong({ ...options, only }));
}
