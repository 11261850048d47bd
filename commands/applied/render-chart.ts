import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { isClusterScoped } from '../../manifests/applied/cluster-scoped';
import type { ChartRelease } from '../../manifests/applied/releases';
import { read } from '../../manifests/files/read';
import type { Document } from '../../manifests/object/document';
import { runTool } from './tools';

/** What Helm makes of a chart, or why it makes nothing. */
export type RenderedChart = { readonly documents: readonly Document[] } | { readonly failed: string };

/** Renders a chart of the repository, or one from the network, as a release of it. */
export async function renderChart(release: ChartRelease, top: string, helm: string): Promise<RenderedChart> {
  const { document, by } = release;
  const folder = mkdtempSync(join(tmpdir(), 'cnpg-gitops-'));
  try {
    const own = release.values.map((values, index) => {
      const file = join(folder, `${index}.json`);
      writeFileSync(file, JSON.stringify(values));
      return file;
    });
    const files = [...release.valueFiles.map((file) => resolve(top, file)), ...own];
    const namespace = release.namespace === undefined ? [] : ['--namespace', release.namespace];
    const printed = await runTool([
      ...[helm, 'template', release.name, ...chartOf(release, top), ...namespace],
      ...files.flatMap((file) => ['--values', file]),
    ]);
    if ('failed' in printed) return printed;
    // Its text is not in the repository: what is found stands at the object that installs it.
    const documents = read(printed.text, document.file ?? '').map(({ manifest, findings }): Document => {
      const { file, document: number, place } = document;
      const found = { ...(manifest && { manifest }), ...(findings && { findings }) };
      return { ...found, file, document: number, ...(by && { appliedBy: by }), ...(place && { place }) };
    });
    return { documents: documents.map((each) => withNamespace(each, release.namespace)) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function chartOf({ folder, chart = '', repository = '', version }: ChartRelease, top: string): string[] {
  if (folder !== undefined) return [resolve(top, folder)];
  const pinned = version === undefined ? [] : ['--version', version];
  return repository.startsWith('oci://')
    ? [repository.endsWith(`/${chart}`) ? repository : `${repository}/${chart}`, ...pinned]
    : [chart, '--repo', repository, ...pinned];
}

/** Helm applies what names no namespace into that of the release. */
function withNamespace(document: Document, namespace: string | undefined): Document {
  const { manifest } = document;
  if (manifest === undefined || namespace === undefined || manifest.metadata.namespace) return document;
  if (isClusterScoped(manifest)) return document;
  return { ...document, manifest: { ...manifest, metadata: { ...manifest.metadata, namespace } } };
}
