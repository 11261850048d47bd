import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Root } from '../../manifests/applied/roots';
import type { Variables } from '../../manifests/applied/variables';
import { type Manifest, record, text } from '../../manifests/object/manifest';
import { FLUX_NAMESPACE } from '../../values/kubernetes/system-namespaces';
import { madeOf, withoutFolder } from './render-root';
import { runTool } from './tools';

/** What a Kustomization tells about the objects. Its other fields tell when they are applied, and what is done with them then. */
const FIELDS = [
  'path',
  'targetNamespace',
  'namePrefix',
  'nameSuffix',
  'patches',
  'components',
  'ignoreMissingComponents',
  'images',
  'commonMetadata',
];

/**
 * A root with what Flux makes of it: `flux build kustomization` without a cluster. Values that come from Secrets, and from ConfigMaps that
 * are not in git, are not known there, and Flux would leave them empty: variables of such a Kustomization stay in the text.
 * @returns undefined where Flux cannot be asked: it does not apply the folder, or others apply a part of it, the name of its Kustomization
 * is not known, or this is a Flux that would write into the folder
 */
export async function renderFlux(root: Root, top: string, flux: string): Promise<Root | undefined> {
  const { application } = root;
  if (application?.by.engine !== 'Flux' || root.isShared) return undefined;
  const { manifest } = application.by;
  const name = text(manifest.metadata.name) ?? '';
  const namespace = text(manifest.metadata.namespace) ?? FLUX_NAMESPACE;
  if (![name, namespace].every(isName)) return undefined;
  const isReplacing = application.variables !== undefined && !application.variables.hasMore;
  const folder = mkdtempSync(join(tmpdir(), 'cnpg-gitops-'));
  try {
    const file = join(folder, 'kustomization.json');
    writeFileSync(file, JSON.stringify(reduced(manifest, namespace, isReplacing ? application.variables : undefined)));
    const [of, from] = [
      ['--namespace', namespace, '--path', resolve(top, root.folder)],
      ['--kustomization-file', file],
    ];
    // In memory: otherwise Flux writes its kustomization.yaml into the folder, and a Flux that is stopped leaves it there.
    const printed = await runTool(
      [flux, 'build', 'kustomization', name, ...of, ...from, '--dry-run', '--in-memory-build'],
      top,
    );
    if ('text' in printed) {
      const { variables, ...others } = application;
      return madeOf({ ...root, application: isReplacing ? others : application }, printed.text);
    }
    if (printed.failed.includes('unknown flag')) return undefined;
    return {
      ...root,
      unseen: [`flux cannot build Kustomization ${namespace}/${name}: ${withoutFolder(printed.failed, top)}`],
      remote: [],
      isPartial: true,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function isName(name: string): boolean {
  return /^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/.test(name);
}

/** @param variables - where all are known; Flux itself would ask the cluster for a ConfigMap */
function reduced(manifest: Manifest, namespace: string, variables: Variables | undefined) {
  const { apiVersion, kind, metadata } = manifest;
  const spec = record(manifest.spec);
  const { substituteFrom: _, ...postBuild } = record(spec.postBuild);
  const substitute = variables && Object.fromEntries(variables.values);
  return {
    ...{ apiVersion, kind, metadata: { name: metadata.name, namespace } },
    spec: {
      ...Object.fromEntries(FIELDS.flatMap((field) => (spec[field] === undefined ? [] : [[field, spec[field]]]))),
      ...(substitute && { postBuild: { ...postBuild, substitute } }),
    },
  };
}
