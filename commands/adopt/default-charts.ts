import { posix } from 'node:path';
import { chartReleasesIn } from '../../manifests/applied/releases';
import { writtenSources } from '../../manifests/argo/argo';
import { read } from '../../manifests/files/read';
import type { Document } from '../../manifests/object/document';
import { Kind } from '../../manifests/object/kinds';
import { at, groupKindOf } from '../../manifests/object/manifest';
import { appliedSources } from '../applied/applied';
import { STANDALONE } from '../cli/shared-options';
import { readSources } from '../cli/sources';

/** Whether a chart makes it of nothing but its default values: nobody who was read installs the chart. */
export function isOfDefaults({ manifest, file, appliedBy }: Document): boolean {
  return manifest !== undefined && appliedBy === undefined && posix.basename(file ?? '') === CHART_FILE;
}

const CHART_FILE = 'Chart.yaml';

/**
 * Why what a chart makes of its default values is not adopted: nobody may have such a database. A sentence without a full stop.
 * @param file - the `Chart.yaml`
 */
export async function installOf(file: string): Promise<string> {
  const folder = posix.dirname(file);
  const installed = await installersOf(folder);
  const known = installed.length === 0 ? '' : `. What installs it: ${installed.join(', ')}`;
  return `${folder} is a Helm chart, and no database is made of its default values alone${known}. Adopt what is applied, with the name, the namespace and the values of a release: helm template RELEASE ${folder} --namespace NAMESPACE --values FILE | ${STANDALONE} adopt -`;
}

/** What of the repository installs a chart, with its file: releases by their names. */
async function installersOf(folder: string): Promise<string[]> {
  const { top } = appliedSources([], [folder]);
  const sources = await readSources([top], { stdin: async () => new Uint8Array() });
  const files = sources.map(({ name, content }) => ({ name, content, documents: read(content, name) }));
  const { tree, roots, named } = appliedSources(files, [top]);
  const objects = roots.flatMap(({ documents }) => documents);
  const short = (file: string | null) => posix.relative(posix.normalize(top), named(file ?? ''));
  const isIt = (path: unknown) =>
    typeof path === 'string' && posix.join(top, path) === posix.normalize(absolute(folder));
  const releases = chartReleasesIn(objects, tree)
    .filter((release) => release.folder !== undefined && isIt(release.folder))
    .map(({ name, document }) => `release ${name} (${short(document.file)})`);
  const sets = objects.flatMap(({ manifest, file }) => {
    if (manifest === undefined || groupKindOf(manifest) !== Kind.APPLICATION_SET) return [];
    const isOfIt = writtenSources(at(manifest, 'spec.template.spec')).some(({ path }) => isIt(path));
    return isOfIt ? [`ApplicationSet ${manifest.metadata.name} (${short(file)})`] : [];
  });
  return [...new Set([...releases, ...sets])];
}

function absolute(folder: string): string {
  return posix.isAbsolute(folder) ? folder : posix.join(process.cwd(), folder);
}
