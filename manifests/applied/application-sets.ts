import { OPERATOR_CHART, PLUGIN_CHART } from '../argo/argo';
import type { Document } from '../object/document';
import { Kind } from '../object/kinds';
import { at, groupKindOf, list, type Manifest, record, text } from '../object/manifest';
import type { FileTree } from './file-tree';

type Value = Readonly<Record<string, unknown>>;

/** The Applications of an ApplicationSet whose generators are lists; undefined where only Argo CD knows them. */
export function listedApplications({ manifest, ...document }: Document): Document[] | undefined {
  if (manifest === undefined || groupKindOf(manifest) !== Kind.APPLICATION_SET) return undefined;
  const generators = list(at(manifest, 'spec.generators')).map(record);
  const isListed = generators.length > 0 && generators.every((each) => Array.isArray(at(each, 'list.elements')));
  if (!isListed) return undefined;
  const { metadata, spec } = record(at(manifest, 'spec.template'));
  const namespace = text(manifest.metadata.namespace);
  return generators
    .flatMap((each) => list(at(each, 'list.elements')))
    .map((element) => {
      const own = { ...record(filled(metadata, element)), ...(namespace !== undefined && { namespace }) };
      const application = { apiVersion: manifest.apiVersion, kind: 'Application', metadata: own };
      return { ...document, manifest: { ...application, spec: filled(spec, element) } };
    });
}

/** A template with the values of one element: `{{env}}`, or `{{.env}}` of a Go template. What is more than a name stays. */
function filled(template: unknown, element: unknown): unknown {
  if (Array.isArray(template)) return template.map((each) => filled(each, element));
  if (typeof template === 'string') {
    return template.replaceAll(/\{\{\s*\.?([\w.-]+)\s*\}\}/g, (whole, name: string) => {
      const value = at(element, name);
      return typeof value === 'string' || typeof value === 'number' ? `${value}` : whole;
    });
  }
  if (typeof template !== 'object' || template === null) return template;
  return Object.fromEntries(Object.entries(template).map(([key, each]) => [key, filled(each, element)]));
}

/** The directories of generators of git, also within others. */
export function directoriesOf(set: Manifest): Value[] {
  return list(at(set, 'spec.generators'))
    .flatMap((generator) => [
      generator,
      ...list(at(generator, 'matrix.generators')),
      ...list(at(generator, 'merge.generators')),
    ])
    .flatMap((generator) => list(at(generator, 'git.directories')).map(record));
}

/** Whether a path is the directory that a generator has found. */
export function isDirectory(path: string): boolean {
  return /^\{\{\s*\.?path(?:\.path)?\s*\}\}$/.test(path);
}

/** What an ApplicationSet applies that only its generators know: folders and charts, as they are written. */
export function unknownSourcesOf(document: Document, tree: FileTree): string[] {
  const { manifest } = document;
  if (manifest === undefined || groupKindOf(manifest) !== Kind.APPLICATION_SET) return [];
  const listed = listedApplications(document);
  const specs = listed?.map((each) => each.manifest?.spec) ?? [at(manifest, 'spec.template.spec')];
  const sources = specs.flatMap((spec) => [at(spec, 'source'), ...list(at(spec, 'sources'))]).map(record);
  const unknown = sources.flatMap(({ path, chart }) => {
    const [folder, name] = [text(path) ?? '', text(chart)];
    if (listed !== undefined) return folder.includes('{{') ? [`folder ${folder}`] : [];
    if (name !== undefined) return [OPERATOR_CHART, PLUGIN_CHART].includes(name) ? [] : [`chart ${name}`];
    if (tree.charts.includes(tree.folderNamed(folder) ?? '')) return [`chart ${folder}`];
    const isKnown = !folder.includes('{{') || (isDirectory(folder) && directoriesOf(manifest).length > 0);
    return isKnown ? [] : [`folder ${folder}`];
  });
  return [...new Set(unknown)];
}
