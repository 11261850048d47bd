import { createRequire } from 'node:module';
import { remember } from '../../../values/collections/remember';
import { compile, type Node } from './node';
import type { KnownCrd, KnownCrdVersion } from './schema';

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

/** The schema of a kind, compiled at its first use; undefined if the project has no CRD for it. */
export function kindOf(apiVersion: string, kind: string): KnownKind | undefined {
  return read(`${apiVersion}/${kind}`);
}

// Missing files are cached, too: looking for a file takes longer than judging an object.
const read = remember((name): KnownKind | undefined => {
  const [group = '', version = '', kind = '', ...more] = name.split('/');
  if (more.length > 0 || !GROUP.test(group) || !WORD.test(version) || !WORD.test(kind)) return undefined;
  const crd = crdOf(`#facts/${name}`);
  const served = crd?.versions.find(({ name }) => name === version);
  return crd && served && ready(crd, served);
});

function crdOf(name: string): KnownCrd | undefined {
  try {
    return load(name) as KnownCrd;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'MODULE_NOT_FOUND') return undefined;
    throw error;
  }
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
