import { FLUX_NAMESPACE } from '../../values/kubernetes/system-namespaces';
import type { Applier, Document } from '../object/document';
import { at, type Manifest, record, text } from '../object/manifest';
import { type FileTree, isInFolder } from './file-tree';

/** A folder as an engine names it. */
interface SourcedFolder {
  readonly folder: string;
  readonly by: Applier;
  readonly file: string | null;
  readonly source?: string | undefined;
}

/** The bootstrap of Flux calls the repository so in which it is itself. */
const BOOTSTRAP = `GitRepository ${FLUX_NAMESPACE}/flux-system`;
/** How sure it is that a folder is of this repository: by itself in it, by others in it, and because it is all of it. */
const RANKS = [0, 1, 2];

/**
 * Without the folders of other repositories, which may be called as folders of this one. What applies the folder that it is itself in, or one
 * with others that apply something, tells which repository this is. Where nothing tells, all are of this one, unless several claim one folder.
 */
export function ownFolders<F extends SourcedFolder>(named: readonly F[], tree: FileTree): F[] {
  const paths = new Map([...tree.files.values()].map(({ path, documents: [first] }) => [first?.file ?? path, path]));
  const places = new Set(named.flatMap(({ file }) => paths.get(file ?? '') ?? []));
  const rankOf = ({ folder, file, by }: SourcedFolder) => {
    if (sourceNameOf(by.manifest) === BOOTSTRAP) return 0;
    const own = paths.get(file ?? '');
    const isAround = [...places].some((place) => isInFolder(place, folder));
    if (folder === '.') return 2;
    return own !== undefined && isInFolder(own, folder) ? 0 : isAround ? 1 : RANKS.length;
  };
  const several = new Set(named.flatMap(({ source }) => source ?? []));
  if (several.size < 2) return [...named];
  const ranked = named.map((each) => ({ ...each, rank: rankOf(each) }));
  const told = (engine: string) => {
    const those = ranked.filter(({ by, source }) => by.engine === engine && source !== undefined);
    const rank = RANKS.find((each) => those.some((other) => other.rank === each));
    return new Set(those.filter((each) => each.rank === rank).flatMap(({ source }) => source ?? []));
  };
  const byEngine = new Map(['Flux', 'Argo CD'].map((engine) => [engine, told(engine)] as const));
  const own = new Set([...byEngine.values()].flatMap((each) => [...each]));
  const hasAddress = [...own].some(isAddress);
  return named.filter(({ source, by, folder }) => {
    if (source === undefined || own.has(source)) return true;
    if (own.size === 0) return claims(named, folder) < 2;
    if ((byEngine.get(by.engine)?.size ?? 0) > 0) return false;
    return !hasAddress || !isAddress(source);
  });
}

function claims(named: readonly SourcedFolder[], folder: string): number {
  const those = named.filter((each) => each.folder === folder).flatMap(({ source }) => source ?? []);
  return new Set(those.filter(isAddress)).size;
}

/** What a Flux Kustomization applies from: the address of its source, or its name where the source is not in git. */
export function fluxSource(manifest: Manifest, documents: readonly Pick<Document, 'manifest'>[]): string | undefined {
  const name = sourceNameOf(manifest);
  // An artifact may be built of this repository.
  if (!name.startsWith('GitRepository ')) return undefined;
  const source = documents.find(
    ({ manifest: each }) => each && `${each.kind} ${each.metadata.namespace}/${each.metadata.name}` === name,
  );
  return addressOf(at(source?.manifest, 'spec.url')) ?? name;
}

function sourceNameOf(manifest: Manifest): string {
  const {
    kind,
    name,
    namespace = manifest.metadata.namespace ?? FLUX_NAMESPACE,
  } = record(at(manifest, 'spec.sourceRef'));
  return `${kind} ${namespace}/${name}`;
}

/** One address of a repository for all the ways to write it; undefined for one that is filled in later. */
export function addressOf(url: unknown): string | undefined {
  const given = text(url);
  if (given === undefined || /\{\{|\$\{/.test(given)) return undefined;
  return given
    .toLowerCase()
    .replace(/^[a-z+]+:\/\//, '')
    .replace(/^[^@/]*@/, '')
    .replace(/:\d+(?=\/)/, '')
    .replace(/^([^/:]+):/, '$1/')
    .replace(/\/$/, '')
    .replace(/\.git$/, '');
}

function isAddress(source: string): boolean {
  return !source.includes(' ');
}
