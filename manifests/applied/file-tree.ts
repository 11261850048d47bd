import { posix } from 'node:path';
import { compose } from '../files/yaml/compose';
import { textOf } from '../files/yaml/scalar';
import { segments } from '../files/yaml/segments';
import type { Document } from '../object/document';
import { record, text } from '../object/manifest';

/** A file of a repository that has been read. */
export interface TreeFile {
  /** From the root of the repository, with `/`: `apps/shop/cluster.yaml`. */
  readonly path: string;
  readonly documents: readonly Document[];
  readonly content: () => Uint8Array;
}

/** The names of files in which kustomize looks for a kustomization. */
export const KUSTOMIZATION_NAMES: readonly string[] = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'];
const KUSTOMIZATIONS = new Set(KUSTOMIZATION_NAMES);

/** The files of a repository by path and by folder. */
export class FileTree {
  readonly files: ReadonlyMap<string, TreeFile>;
  /** The kustomization of a folder. */
  readonly #kustomizations = new Map<string, TreeFile>();
  readonly #charts = new Set<string>();
  /** All folders with files, and those above them. */
  readonly #folders = new Set<string>();
  readonly #tops: readonly string[];

  /** @param tops - the folders that may be the root of a repository, the likeliest first */
  constructor(files: readonly TreeFile[], tops: readonly string[] = ['.']) {
    this.#tops = tops;
    this.files = new Map(files.map((file) => [file.path, file]));
    for (const file of files) {
      const [folder, name] = [posix.dirname(file.path), posix.basename(file.path)];
      if (KUSTOMIZATIONS.has(name)) this.#kustomizations.set(folder, file);
      if (name === 'Chart.yaml') this.#charts.add(folder);
      if (!this.#folders.has(folder)) for (const each of parents(folder)) this.#folders.add(each);
    }
  }

  get kustomizations(): readonly string[] {
    return [...this.#kustomizations.keys()];
  }

  /** The folders of Helm charts, without those of charts within charts. */
  get charts(): readonly string[] {
    return [...this.#charts].filter((folder) => this.isChart(folder));
  }

  /** Whether a folder is one of these. */
  isChart(folder: string): boolean {
    return this.chartOf(folder) === folder;
  }

  /** All folders with files, without the root. */
  get folders(): readonly string[] {
    return [...this.#folders].filter((folder) => folder !== '.');
  }

  kustomizationIn(folder: string): TreeFile | undefined {
    return this.#kustomizations.get(folder);
  }

  /** The outermost chart of which a file or folder is a part. A chart may lie beside other things, in the root of a repository, too. */
  chartOf(path: string): string | undefined {
    return parents(path).findLast((folder) => this.#charts.has(folder) && isChartPart(path, folder));
  }

  /** A folder as an engine names it, from the root of the repository; undefined if nothing is there. */
  folderNamed(path: string): string | undefined {
    return this.#tops.flatMap((top) => within(top, path) ?? []).find((folder) => this.#folders.has(folder));
  }

  /** A file as an engine names it. */
  fileNamed(path: string): TreeFile | undefined {
    return this.#tops.map((top) => this.files.get(within(top, path) ?? '')).find((file) => file !== undefined);
  }

  /** The files of a folder, or also those below it. */
  below(folder: string, isRecursive: boolean): TreeFile[] {
    return [...this.files.values()].filter(({ path }) =>
      isRecursive ? isInFolder(path, folder) : posix.dirname(path) === folder,
    );
  }
}

/** Whether it is a kustomization by its name, the only one that kustomize looks for. */
export function isKustomizationFile(path: string): boolean {
  return KUSTOMIZATIONS.has(posix.basename(path));
}

export function isInFolder(path: string, folder: string): boolean {
  return folder === '.' || path.startsWith(`${folder}/`);
}

function isChartPart(path: string, chart: string): boolean {
  if (path === chart) return true;
  const part = chart === '.' ? path : path.slice(chart.length + 1);
  return /^(?:Chart\.|values[^/]*$|[^/]*\.schema\.json$|(?:templates|crds|charts|ci|tests)(?:\/|$))/.test(part);
}

/** A folder and those above it, up to the root `.`. */
function parents(folder: string): string[] {
  return folder === '.' ? ['.'] : [folder, ...parents(posix.dirname(folder))];
}

/** A path from the root, of one that is written relative to a folder; undefined if it leads out of the repository. */
export function within(folder: string, path: string): string | undefined {
  const joined = posix.normalize(posix.join(folder, path)).replace(/(?<=.)\/$/, '');
  return joined === '..' || joined.startsWith('../') ? undefined : joined;
}

/** The values of a YAML stream, whatever they are; what cannot be read is left out. */
export function valuesIn(bytes: Uint8Array): unknown[] {
  return [...segments(bytes)].flatMap(({ start, end }) => {
    try {
      const { value } = compose(textOf(bytes.subarray(start, end)) ?? '');
      return value === null ? [] : [value];
    } catch {
      return [];
    }
  });
}

/** The kustomization or values of a file: one object. */
export function valueIn({ content }: TreeFile): Readonly<Record<string, unknown>> {
  return record(valuesIn(content())[0]);
}

/** The text of a file; empty if it is none. */
export function textIn({ content }: Pick<TreeFile, 'content'>): string {
  return text(textOf(content())) ?? '';
}
