import { at, type Manifest, record, text } from '../../manifests/object/manifest';
import { UsageError } from '../cli/usage-error';
import {
  applied,
  type Edit,
  nodesOf,
  propertyText,
  propertyValue,
  quoted,
  type SyntaxNode,
} from '../source/syntax-tree';

/** What the first commit changes in the declaration of a cluster. */
export interface VolumeChange {
  /** As it is rendered. */
  readonly cluster: Manifest;
  /** @default - it stays */
  readonly size?: string;
  /** With one instance more. @default - it stays */
  readonly storageClass?: string;
}

/**
 * The file of an application with the literals of one cluster's volumes changed. Everything else stays as it is, to the letter.
 * @param files - texts by name
 * @throws UsageError where the declaration is not found in literals, or more than once
 */
export function editVolumes(files: ReadonlyMap<string, string>, change: VolumeChange): Map<string, string> {
  const { cluster } = change;
  const found = [...files].flatMap(([name, source]) =>
    nodesOf(name, source).flatMap((node) => {
      const edits = declares(node, cluster) ? editsOf(node, source, change) : undefined;
      return edits === undefined ? [] : [{ name, source, edits }];
    }),
  );
  const [only, ...more] = found;
  if (only === undefined || more.length > 0) {
    throw new UsageError(
      `${[...files.keys()].join(', ')} declare ${found.length === 0 ? 'no object' : `${found.length} objects`} with the literals ${shown(change)} for cluster "${cluster.metadata.name}"`,
    );
  }
  return new Map([[only.name, applied(only.source, only.edits)]]);
}

/** An object with the storage of the cluster, whose name is not that of another one. */
function declares(node: SyntaxNode, { metadata, spec }: Manifest): boolean {
  const storage = propertyValue(node, 'storage');
  if (storage === undefined || propertyText(storage, 'size') !== text(at(spec, 'storage.size'))) return false;
  return (propertyText(node, 'name') ?? metadata.name) === metadata.name;
}

/** Undefined where something that has to change is no literal here. */
function editsOf(node: SyntaxNode, source: string, { cluster, size, storageClass }: VolumeChange): Edit[] | undefined {
  const spec = record(cluster.spec);
  const literals: (readonly [holder: SyntaxNode | undefined, field: string, from: unknown, to: string])[] = [];
  const storage = propertyValue(node, 'storage');
  if (size !== undefined) literals.push([storage, 'size', at(spec, 'storage.size'), size]);
  if (storageClass !== undefined) {
    // Each has a class of its own, somewhere else in the source.
    if (spec.tablespaces !== undefined) return undefined;
    literals.push([storage, 'storageClass', at(spec, 'storage.storageClass'), storageClass]);
    if (spec.walStorage !== undefined) {
      literals.push([
        propertyValue(node, 'walStorage'),
        'storageClass',
        at(spec, 'walStorage.storageClass'),
        storageClass,
      ]);
    }
  }
  const edits = literals.flatMap(([holder, field, from, to]) => {
    const value = holder && propertyValue(holder, field);
    return holder && value && propertyText(holder, field) === from ? [quoted(value, to, source)] : [];
  });
  if (edits.length < literals.length) return undefined;
  if (storageClass === undefined) return edits;
  const instances = propertyValue(node, 'instances');
  const count = Number(spec.instances ?? 1);
  if (instances?.type !== 'Literal' || instances.value !== count) return undefined;
  return [...edits, { start: instances.start, end: instances.end, text: `${count + 1}` }];
}

function shown({ cluster: { spec }, storageClass }: VolumeChange): string {
  const size = `size: '${at(spec, 'storage.size')}'`;
  if (storageClass === undefined) return size;
  return `${size}, storageClass: '${at(spec, 'storage.storageClass')}' and instances: ${at(spec, 'instances') ?? 1}`;
}
