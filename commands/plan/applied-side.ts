import { basename, dirname, join, posix, relative, resolve, sep } from 'node:path';
import { completedAlone } from '../../manifests/applied/alone';
import { FileTree } from '../../manifests/applied/file-tree';
import type { ChartRelease } from '../../manifests/applied/releases';
import type { Root } from '../../manifests/applied/roots';
import { withValues } from '../../manifests/applied/values';
import { type Content, contentSource, read } from '../../manifests/files/read';
import type { Document } from '../../manifests/object/document';
import { manifestName } from '../../manifests/object/identity';
import { type AppliedSources, appliedSources } from '../applied/applied';
import { appliersFollowed, type RenderCache } from '../applied/followed';
import { asRead } from '../applied/render-roots';
import type { RenderOptions } from '../applied/rendering';
import { kustomizationsAbove } from '../validate/kustomizations-above';
import { namedFile } from '../validate/named-file';
import { areSettledDocuments } from '../validate/plain';
import type { RepositoryState } from './repository-state';

/** A file as one side of a plan has it. */
export interface SideFile {
  /** As the user sees it. */
  readonly name: string;
  /** Where it is on disk, or would be. */
  readonly path: string;
  readonly content: Content;
}

/** What is given of one side. */
export interface GivenSide {
  readonly files: readonly SideFile[];
  /** The folders and files that were named. */
  readonly sources: readonly string[];
  readonly state: RepositoryState;
}

/** One side of a plan, before any tool is asked. */
export class AppliedSide {
  /** What was rendered of it. */
  readonly rendered: RenderCache = { roots: new Map(), charts: new Map() };
  /** The objects of files that were named by themselves. */
  readonly alone: readonly Document[];
  readonly state: RepositoryState;
  /** The content of each file, by its name in both sides. */
  readonly contents: ReadonlyMap<string, Content>;
  #sources: AppliedSources;
  readonly #name: 'before' | 'after';
  readonly #from: string;
  readonly #keys = new Map<string, string>();

  constructor(name: 'before' | 'after', { files, sources, state }: GivenSide) {
    this.#name = name;
    const named = new Set(sources.filter((source) => source !== '-').map((source) => resolve(source)));
    const isNamed = ({ path, name }: SideFile) => name === '-' || named.has(path);
    const all = files.map((file) => ({ file, documents: read(file.content, file.name) }));
    const own = all.filter(({ file }) => isNamed(file));
    const folders = sources.filter(
      (source) => source !== '-' && !own.some(({ file }) => file.path === resolve(source)),
    );
    this.state = state;
    this.#from = folders.map((folder) => resolve(folder)).reduce(common, resolve(folders[0] ?? ''));
    const found = appliedSources(
      all
        .filter(({ file }) => !isNamed(file))
        .map(({ file, documents }) => ({
          name: file.name,
          at: file.path,
          documents,
          content: contentSource(file.content),
        })),
      folders,
    );
    this.#sources = { ...found, home: () => this.state.onDisk(found.top) };
    const alone = own.flatMap(({ file, documents }) => this.#named(file, documents));
    this.alone = completedAlone(alone).map((document) => withValues(document, alone, new FileTree([])));
    for (const { name, path } of files) this.#keys.set(name, name === '-' ? name : this.keyOf(path));
    this.contents = new Map(files.map(({ name, content }) => [this.#keys.get(name) ?? name, content]));
  }

  get sources(): AppliedSources {
    return this.#sources;
  }

  /** Only these of its roots are applied. */
  narrowTo(roots: readonly Root[]): void {
    this.#sources = { ...this.#sources, roots };
  }

  /** Finds what is applied by what charts and kustomize make. */
  async follow(options: RenderOptions): Promise<this> {
    this.#sources = { ...this.sources, ...(await appliersFollowed(this.sources, options, this.rendered)) };
    return this;
  }

  /** What both sides call a path. */
  keyOf(path: string): string {
    return relative(this.#from, path).split(sep).join('/') || '.';
  }

  /** What both sides call a file that the user sees under this name. */
  keyOfName(name: string): string {
    return this.#keys.get(name) ?? name;
  }

  /** A root as it is without any tool. */
  asRead(root: Root): Root {
    const key = this.keyOfRoot(root);
    const own = this.sources.roots.find((each) => this.keyOfRoot(each) === key) ?? root;
    return asRead(own, this.sources.tree);
  }

  pathOf(path: string): string {
    return join(this.sources.top, path);
  }

  keyOfRoot({ folder, application }: Root): string {
    const by = application?.by.manifest;
    // Two clusters may have a Kustomization of the same name, and two may change one of a base.
    const home = application?.home === undefined ? [] : [this.keyOf(this.pathOf(application.home))];
    const applier = by ? [manifestName(by), this.applierFile({ application }) ?? '', ...home] : [];
    return [this.keyOf(this.pathOf(folder)), ...applier].join('\n');
  }

  /** What both sides call the folder of the object that applies a root. */
  applierFolder({ application }: Pick<Root, 'application'>): string | undefined {
    if (application?.home !== undefined) return this.keyOf(this.pathOf(application.home));
    const file = this.applierFile({ application });
    return file === undefined ? undefined : posix.dirname(file);
  }

  /** What both sides call the file with the object that applies a root. */
  applierFile({ application }: Pick<Root, 'application'>): string | undefined {
    const file = application?.file;
    return file === undefined || file === null ? undefined : this.keyOfName(file);
  }

  /** Everything that decides what a root makes; never the same on both sides where some of it was not given. */
  digestOfRoot({ files, application }: Root): string {
    const all = [...new Set(files)].sort();
    const parts = all.map((path) => this.#digest(path));
    // A base outside of the given folders may include others.
    const isElsewhere = all.some((path, i) => !this.sources.tree.files.has(path) && parts[i]?.[1]?.includes(' '));
    const components = Object.values(application?.options ?? {}).flatMap((given) =>
      Array.isArray(given) ? given : [],
    );
    const folders = components
      .filter((each) => typeof each === 'string')
      .map((each) => this.#digest(join(application?.folder ?? '', each)));
    const variables = [...(application?.variables?.values ?? [])];
    return JSON.stringify([
      parts,
      folders,
      variables,
      application?.by.manifest.spec,
      ...(isElsewhere ? [this.#name] : []),
    ]);
  }

  /** Everything that decides what generators of a root make; empty without any. */
  digestOfGenerators({ generators = [] }: Root): string {
    return generators.map(({ say, files }) => JSON.stringify([say, files.map((path) => this.#digest(path))])).join();
  }

  keyOfRelease({ document, folder, name, path }: ChartRelease): string {
    const by = document.manifest;
    return by
      ? [manifestName(by), path, this.keyOfName(document.file ?? '')].join('\n')
      : this.keyOf(this.pathOf(folder ?? name));
  }

  digestOfRelease({ folder, valueFiles, document: _, by: __, ...release }: ChartRelease): string {
    return JSON.stringify([
      release,
      [...(folder === undefined ? [] : [folder]), ...valueFiles].map((path) => this.#digest(path)),
    ]);
  }

  #digest(path: string): readonly string[] {
    const whole = this.pathOf(path);
    return [this.keyOf(whole), this.state.digest(whole)];
  }

  #named({ name, path, content }: SideFile, documents: readonly Document[]): readonly Document[] {
    const isSettled = areSettledDocuments(documents) && [...kustomizationsAbove(path)].length === 0;
    if (name === '-' || isSettled) return documents;
    const at = join(this.state.onDisk(dirname(path)), basename(path));
    const place = at === path ? name : at;
    const file = namedFile({ name: place, documents, content: contentSource(content) });
    return file.documents.map((document) => (document.file === place ? { ...document, file: name } : document));
  }
}

function common(one: string, other: string): string {
  let shared = one;
  while (other !== shared && !other.startsWith(shared.endsWith(sep) ? shared : shared + sep)) shared = dirname(shared);
  return shared;
}
