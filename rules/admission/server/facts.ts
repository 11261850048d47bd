import { createRequire } from 'node:module';
import { groupOf } from '../../../manifests/object/manifest';
import type { Target } from '../../../values/cnpg/target';
import { type PatchChain, stateIn } from '../../../values/collections/patch-chain';
import { remember } from '../../../values/collections/remember';
import { compile, type Node } from './node';
import type { KnownCrd, KnownCrdVersion } from './schema';
import { knownReleases, schemaReleases } from './schema-releases';

/** The facts of one version of a kind. */
export interface KnownKind {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  readonly namespaced: boolean;
  readonly root: Node;
  /** Writers of the object cannot write `status`. */
  readonly hasStatus: boolean;
  readonly scalePath: string | undefined;
}

const load = createRequire(__filename);
// The parts become a file name, and an untrusted manifest must not select one of our files. The group of a CRD is a domain.
const GROUP = /^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/;
const WORD = /^[A-Za-z0-9]+$/;

/** The schema of a kind for a target, compiled at its first use; undefined if the project has no CRD for it. */
export function kindOf(apiVersion: string, kind: string, target: Target): KnownKind | undefined {
  return kindIn(apiVersion, kind, schemaReleases(groupOf(apiVersion), target)?.by);
}

/** The schema of a kind in one release of its product. */
export function kindIn(apiVersion: string, kind: string, release = ''): KnownKind | undefined {
  return read(`${apiVersion}/${kind}@${release}`);
}

/** The releases of its product that have a kind, oldest first. */
export function releasesWith(apiVersion: string, kind: string): readonly string[] {
  return knownReleases(groupOf(apiVersion)).filter((release) => kindIn(apiVersion, kind, release) !== undefined);
}

// Missing files are cached, too: looking for a file takes longer than judging an object.
const read = remember((key): KnownKind | undefined => {
  const at = key.lastIndexOf('@');
  const [name, release] = [key.slice(0, at), key.slice(at + 1)];
  const [group = '', version = '', kind = '', ...more] = name.split('/');
  if (more.length > 0 || !GROUP.test(group) || !WORD.test(version) || !WORD.test(kind)) return undefined;
  const facts = factsIn(`#facts/${name}`);
  const crd = release === '' ? facts : facts && stateIn(facts as PatchChain, release);
  return crd === undefined ? undefined : kindFrom(crd as KnownCrd, version);
});

function factsIn(name: string): unknown {
  try {
    return load(name);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'MODULE_NOT_FOUND') return undefined;
    throw error;
  }
}

function kindFrom(crd: KnownCrd, version: string): KnownKind | undefined {
  const served = crd.versions.find(({ name }) => name === version);
  return served && ready(crd, served);
}

function ready({ group, names, scope }: KnownCrd, { name, schema, subresources }: KnownCrdVersion): KnownKind {
  return {
    group,
    version: name,
    kind: names.kind,
    namespaced: scope === 'Namespaced',
    root: compile(schema.openAPIV3Schema),
    hasStatus: subresources?.status !== undefined,
    scalePath: subresources?.scale?.specReplicasPath.replace(/^\./, ''),
  };
}
