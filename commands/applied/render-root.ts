import { existsSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { isEncryptedBySops } from '../../manifests/applied/built';
import { assignmentOf } from '../../manifests/applied/holes';
import type { Root } from '../../manifests/applied/roots';
import { read } from '../../manifests/files/read';
import type { Document } from '../../manifests/object/document';
import { groupKindOf, type Manifest, record, texts } from '../../manifests/object/manifest';
import { runTool, type Tools } from './tools';

/** As Flux calls it: a kustomization may read files of other folders. */
const OPTIONS = ['--load-restrictor', 'LoadRestrictionsNone'];
const MASK = '**SOPS**';
const MASKS: readonly unknown[] = [MASK, Buffer.from(MASK).toString('base64')];

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
      unseen: [`kustomize cannot build ${root.folder}: ${withoutFolder(printed.failed, top)}`],
      remote: [],
      isPartial: true,
    };
  }
  return madeOf(root, printed.text);
}

/** What a tool said, with paths of the repository: where it lies is nobody's business. */
export function withoutFolder(said: string, top: string): string {
  return [resolve(top), realpathSync(top)].reduce((text, folder) => text.replaceAll(`${folder}/`, ''), said);
}

/** A root with the objects that a tool printed for it. What is encrypted exists, and is not judged. */
export function madeOf(root: Root, printed: string): Root {
  const documents = read(printed, root.folder).map((document) => placed(document, root));
  const [closed, open] = [true, false].map((isClosed) =>
    documents.filter(({ manifest }) => (isEncryptedBySops(manifest) || isMasked(manifest)) === isClosed),
  );
  const beside = [...root.beside, ...(closed ?? [])];
  return { ...root, documents: open ?? [], beside, unseen: [], remote: [], isPartial: false };
}

/** Flux prints a mask in the place of each value that SOPS has encrypted. */
function isMasked(manifest: Manifest | undefined): boolean {
  if (manifest?.kind !== 'Secret') return false;
  return [manifest.data, manifest.stringData]
    .flatMap((each) => Object.values(record(each)))
    .some((value) => MASKS.includes(value));
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
  const named = same.filter((each) => each.manifest?.metadata.name === manifest.metadata.name);
  const nameIn = (each: Document) => String(each.manifest?.metadata.name);
  const filled = same.filter((each) => assignmentOf(nameIn(each), String(manifest.metadata.name)) !== undefined);
  const source =
    named.find((each) => each.manifest?.metadata.namespace === manifest.metadata.namespace) ??
    named[0] ??
    (filled.length === 1 ? filled[0] : undefined) ??
    same.find((each) => String(manifest.metadata.name).includes(nameIn(each))) ??
    (same.length === 1 ? same[0] : undefined);
  if (source === undefined) return { manifest, file: files[0] ?? null, document: 0 };
  const { file, document: number, locate, place } = source;
  return { manifest, file, document: number, ...(locate && { locate }), ...(place && { place }) };
}
