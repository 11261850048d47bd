import { UsageError } from '../cli/usage-error';
import {
  applied,
  type Edit,
  nodesOf,
  propertyIn,
  propertyText,
  propertyValue,
  quoted,
  type SyntaxNode,
} from '../source/syntax-tree';

/** What an upgrade changes in the declaration of a cluster. */
export interface DeclaredChange {
  readonly cluster: string;
  readonly version: Replacement;
  /** @default - a catalog has it */
  readonly image?: Replacement;
  /** @default - nothing is archived */
  readonly serverName?: Replacement;
}

interface Replacement {
  readonly from: string;
  readonly to: string;
}

/**
 * The files of an application with the literals of one cluster changed: `version`, `image` and `serverName` of the one object that declares
 * it, and type arguments that repeat the version. Everything else stays as it is, to the letter.
 *
 * @param files - texts by name
 * @returns the files that change
 * @throws UsageError where the declaration is not found in literals, or more than once
 */
export function editDeclaration(files: ReadonlyMap<string, string>, change: DeclaredChange): Map<string, string> {
  const trees = [...files].map(([name, text]) => ({ name, text, nodes: nodesOf(name, text) }));
  const found = trees.flatMap(({ name, text, nodes }) =>
    nodes.filter((node) => declares(node, change)).map((node) => ({ name, text, node })),
  );
  const [only, ...more] = found;
  if (only === undefined || more.length > 0) throw new UsageError(refusal(change, [...files.keys()], found));
  const elsewhere = ofBackup(trees, change);
  const declared = elsewhere === undefined ? change : { ...change, serverName: undefined };
  const edits = new Map([[only.name, editsOf(only.node, only.text, declared, [...files.keys()])]]);
  if (elsewhere) edits.set(elsewhere.name, [...(edits.get(elsewhere.name) ?? []), elsewhere.edit]);
  // The version of another cluster may be the same.
  const versions = trees.flatMap(({ nodes }) =>
    nodes.filter((node) => propertyText(node, 'version') === change.version.from),
  );
  for (const { name, nodes } of versions.length === 1 ? trees : []) {
    const types = nodes
      .filter(({ type }) => type === 'TSTypeParameterInstantiation')
      .flatMap(({ params }) => params as SyntaxNode[]);
    const literals = types
      .map(({ literal }) => literal as SyntaxNode | undefined)
      .filter((node) => node?.value === change.version.from);
    const more = literals.flatMap((node) =>
      node === undefined ? [] : [quoted(node, change.version.to, files.get(name) ?? '')],
    );
    if (more.length > 0) edits.set(name, [...(edits.get(name) ?? []), ...more]);
  }
  return new Map([...edits].map(([name, list]) => [name, applied(files.get(name) ?? '', list)]));
}

/** An object with the version and the image of the cluster, whose name is not that of another one. */
function declares(node: SyntaxNode, { cluster, version, image }: DeclaredChange): boolean {
  if (propertyText(node, 'version') !== version.from) return false;
  if (image === undefined ? propertyValue(node, 'image') === undefined : propertyText(node, 'image') !== image.from)
    return false;
  return (propertyText(node, 'name') ?? cluster) === cluster;
}

function editsOf(
  node: SyntaxNode,
  text: string,
  { version, image, serverName }: DeclaredChange,
  files: readonly string[],
): Edit[] {
  const literal = (field: string, to: string) => {
    const value = propertyValue(node, field);
    return value === undefined ? [] : [quoted(value, to, text)];
  };
  const edits = [...literal('version', version.to), ...(image === undefined ? [] : literal('image', image.to))];
  if (serverName === undefined) return edits;
  const archive = propertyValue(node, 'archive');
  const holder = [node, ...(archive === undefined ? [] : [archive])].find((each) => propertyValue(each, 'serverName'));
  const own = holder && propertyValue(holder, 'serverName');
  if (own === undefined) return [...edits, inserted(node, serverName.to, text)];
  if (own.value === serverName.from) return [...edits, quoted(own, serverName.to, text)];
  throw new UsageError(
    `serverName in ${files.join(', ')} is not the literal '${serverName.from}': change version, image and serverName by hand, in one commit`,
  );
}

/** The server name that a ProductionDatabase declares with its backup, beside the object of the cluster. */
function ofBackup(
  trees: readonly { readonly name: string; readonly text: string; readonly nodes: readonly SyntaxNode[] }[],
  { serverName }: DeclaredChange,
): { readonly name: string; readonly edit: Edit } | undefined {
  if (serverName === undefined) return undefined;
  const found = trees.flatMap(({ name, text, nodes }) =>
    nodes.flatMap((node) => {
      const backup = propertyValue(node, 'backup');
      const own =
        backup && propertyText(backup, 'serverName') === serverName.from && propertyValue(backup, 'serverName');
      return own ? [{ name, edit: quoted(own, serverName.to, text) }] : [];
    }),
  );
  return found.length === 1 ? found[0] : undefined;
}

/** A property of its own line behind the image, or behind it in the same line. */
function inserted(node: SyntaxNode, serverName: string, text: string): Edit {
  const image = propertyIn(node, 'image') ?? node;
  const line = text.slice(text.lastIndexOf('\n', image.start) + 1, image.start);
  const separator = line.trim() === '' ? `,\n${line}` : ', ';
  return { start: image.end, end: image.end, text: `${separator}serverName: '${serverName}'` };
}

function refusal(
  change: DeclaredChange,
  files: readonly string[],
  found: readonly { readonly name: string }[],
): string {
  const { cluster, version, image, serverName } = change;
  const where =
    found.length === 0
      ? `${files.join(', ')} declare no object with the literals version: '${version.from}'${image === undefined ? '' : ` and image: '${image.from}'`} for cluster "${cluster}"`
      : `${[...new Set(found.map(({ name }) => name))].join(', ')} declare cluster "${cluster}" ${found.length} times, or others without a name like it`;
  const hand = [
    `version: '${version.to}'`,
    ...(image === undefined ? [] : [`image: '${image.to}'`]),
    ...(serverName === undefined ? [] : [`serverName: '${serverName.to}'`]),
  ];
  return `${where}: change it by hand, in one commit: ${hand.join(', ')}`;
}
