import { existsSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import type { Root } from '../../manifests/applied/roots';
import { read } from '../../manifests/files/read';
import type { Document } from '../../manifests/object/document';
import { groupKindOf, texts } from '../../manifests/object/manifest';
import { runTool, type Tools } from './tools';

/** As Flux calls it: a kustomization may read files of other folders. */
const OPTIONS = ['--load-restrictor', 'LoadRestrictionsNone'];

/**
 * A root with what kustomize makes of it, or the reason why that is not known. Where something of it comes from elsewhere, kustomize may
 * ask Helm for charts.
 */
export async function renderRoot(root: Root, top: string, kustomize: NonNullable<Tools['kustomize']>): Promise<Root> {
  const printed = await withOverlay(root, top, (folder) =>
    runTool([...kustomize, ...OPTIONS, ...(root.remote.length > 0 ? ['--enable-helm'] : []), folder]),
  );
  if ('failed' in printed) {
    return {
      ...root,
      unseen: [`kustomize cannot build ${root.folder}: ${printed.failed}`],
      remote: [],
      isPartial: true,
    };
  }
  const documents = read(printed.text, root.folder).map((document) => placed(document, root));
  return { ...root, documents, unseen: [], remote: [], isPartial: false };
}

/** What an engine changes in addition is a kustomization that includes the folder, as the engines themselves make one. */
async function withOverlay<T>(root: Root, top: string, run: (folder: string) => Promise<T>): Promise<T> {
  const options = root.application?.options ?? {};
  if (root.isKustomization && Object.keys(options).length === 0) return run(resolve(top, root.folder));
  const overlay = mkdtempSync(join(tmpdir(), 'cnpg-gitops-'));
  try {
    const here = (path: string) => relative(realpathSync(overlay), resolve(realpathSync(top), path));
    const components = texts(options.components).map((each) =>
      existsSync(resolve(top, root.folder, each)) ? here(join(root.folder, each)) : each,
    );
    const kustomization = {
      apiVersion: 'kustomize.config.k8s.io/v1beta1',
      kind: 'Kustomization',
      resources: root.resources.map(here),
      ...options,
      ...(components.length > 0 && { components }),
    };
    writeFileSync(join(overlay, 'kustomization.yaml'), JSON.stringify(kustomization));
    return await run(overlay);
  } finally {
    rmSync(overlay, { recursive: true, force: true });
  }
}

/** The place of an object that kustomize printed: that of the manifest of which it was made, if there is one. */
function placed(document: Document, { documents, files }: Root): Document {
  const { manifest } = document;
  if (manifest === undefined) return document;
  const same = documents.filter((source) => source.manifest && groupKindOf(source.manifest) === groupKindOf(manifest));
  const source =
    same.find((each) => each.manifest?.metadata.name === manifest.metadata.name) ??
    same.find((each) => String(manifest.metadata.name).includes(String(each.manifest?.metadata.name)));
  if (source === undefined) return { manifest, file: files[0] ?? null, document: 0 };
  const { file, document: number, locate, place } = source;
  return { manifest, file, document: number, ...(locate && { locate }), ...(place && { place }) };
}
