import type { KeptApplication } from '../applications/kept-applications';
import type { FreshlyRendered } from '../applications/render-applications';
import type { KeptRun } from './kept-run';
import type { TextPack } from './text-pack';

/** What each application came to: read where something has changed, and only then. */
export interface KeptParts {
  readonly applications: ReadonlyMap<string, KeptApplication>;
  readonly kustomizations: FreshlyRendered['kustomizations'];
  readonly texts: ReadonlyMap<string, string>;
  readonly objects: ReadonlyMap<string, number>;
}

/** What was kept of the applications; undefined where it is not whole. */
export function readParts({ files, kustomizations, applications }: KeptRun, pack: TextPack): KeptParts | undefined {
  const texts = pack.read(
    files.map(([, , text]) => text),
    String,
  );
  const parts = pack.read([kustomizations, ...applications.map(({ part }) => part)], JSON.parse);
  if (texts === undefined || parts === undefined) return undefined;
  const [first, ...others] = parts;
  return {
    applications: new Map(applications.map(({ exported }, i) => [exported, others[i]])),
    kustomizations: first,
    texts: new Map(files.map(([path], i) => [path, texts[i] ?? ''])),
    objects: new Map(files.map(([path, objects]) => [path, objects])),
  };
}
