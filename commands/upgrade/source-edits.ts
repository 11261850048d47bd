import { parseAst } from 'rolldown/parseAst';
import { UsageError } from '../cli/usage-error';

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

/** A node of the syntax tree, by offsets in the text. */
interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [field: string]: unknown;
}

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
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
    nodes.filter((node) => textIn(node, 'version') === change.version.from),
  );
  for (const { name, nodes } of versions.length === 1 ? trees : []) {
    const types = nodes
      .filter(({ type }) => type === 'TSTypeParameterInstantiation')
      .flatMap(({ params }) => params as Node[]);
    const literals = types
      .map(({ literal }) => literal as Node | undefined)
      .filter((node) => node?.value === change.version.from);
    const more = literals.flatMap((node) =>
      node === undefined ? [] : [quoted(node, change.version.to, files.get(name) ?? '')],
    );
    if (more.length > 0) edits.set(name, [...(edits.get(name) ?? []), ...more]);
  }
  return new Map([...edits].map(([name, list]) => [name, apply(files.get(name) ?? '', list)]));
}

function nodesOf(name: string, text: string): Node[] {
  const tree = treeOf(name, text);
  const found: Node[] = [];
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(walk);
    else if (typeof value === 'object' && value !== null) {
      if ('type' in value && 'start' in value) found.push(value as Node);
      Object.values(value).forEach(walk);
    }
  };
  walk(tree);
  return found;
}

function treeOf(name: string, text: string): unknown {
  try {
    return parseAst(text, { lang: 'ts' });
  } catch (error) {
    throw new UsageError(`${name} cannot be read: ${error instanceof Error ? error.message : error}`);
  }
}

/** An object with the version and the image of the cluster, whose name is not that of another one. */
function declares(node: Node, { cluster, version, image }: DeclaredChange): boolean {
  if (textIn(node, 'version') !== version.from) return false;
  if (image === undefined ? valueIn(node, 'image') === undefined : textIn(node, 'image') !== image.from) return false;
  return (textIn(node, 'name') ?? cluster) === cluster;
}

function editsOf(
  node: Node,
  text: string,
  { version, image, serverName }: DeclaredChange,
  files: readonly string[],
): Edit[] {
  const literal = (field: string, to: string) => {
    const value = valueIn(node, field);
    return value === undefined ? [] : [quoted(value, to, text)];
  };
  const edits = [...literal('version', version.to), ...(image === undefined ? [] : literal('image', image.to))];
  if (serverName === undefined) return edits;
  const archive = valueIn(node, 'archive');
  const holder = [node, ...(archive === undefined ? [] : [archive])].find((each) => valueIn(each, 'serverName'));
  const own = holder && valueIn(holder, 'serverName');
  if (own === undefined) return [...edits, inserted(node, serverName.to, text)];
  if (own.value === serverName.from) return [...edits, quoted(own, serverName.to, text)];
  throw new UsageError(
    `serverName in ${files.join(', ')} is not the literal '${serverName.from}': change version, image and serverName by hand, in one commit`,
  );
}

/** The server name that a ProductionDatabase declares with its backup, beside the object of the cluster. */
function ofBackup(
  trees: readonly { readonly name: string; readonly text: string; readonly nodes: readonly Node[] }[],
  { serverName }: DeclaredChange,
): { readonly name: string; readonly edit: Edit } | undefined {
  if (serverName === undefined) return undefined;
  const found = trees.flatMap(({ name, text, nodes }) =>
    nodes.flatMap((node) => {
      const backup = valueIn(node, 'backup');
      const own = backup && textIn(backup, 'serverName') === serverName.from && valueIn(backup, 'serverName');
      return own ? [{ name, edit: quoted(own, serverName.to, text) }] : [];
    }),
  );
  return found.length === 1 ? found[0] : undefined;
}

/** A property of its own line behind the image, or behind it in the same line. */
function inserted(node: Node, serverName: string, text: string): Edit {
  const image = propertyIn(node, 'image') ?? node;
  const line = text.slice(text.lastIndexOf('\n', image.start) + 1, image.start);
  const separator = line.trim() === '' ? `,\n${line}` : ', ';
  return { start: image.end, end: image.end, text: `${separator}serverName: '${serverName}'` };
}

function propertyIn(node: Node, name: string): Node | undefined {
  if (node.type !== 'ObjectExpression') return undefined;
  return (node.properties as Node[]).find(({ key }) => {
    const { name: identifier, value } = (key ?? {}) as { name?: string; value?: unknown };
    return (identifier ?? value) === name;
  });
}

function valueIn(node: Node, name: string): Node | undefined {
  return propertyIn(node, name)?.value as Node | undefined;
}

function textIn(node: Node, name: string): string | undefined {
  const value = valueIn(node, name);
  return value?.type === 'Literal' && typeof value.value === 'string' ? value.value : undefined;
}

/** In the quotes of the old one. */
function quoted({ start, end }: Node, to: string, text: string): Edit {
  const quote = text.charAt(start);
  return { start, end, text: `${quote}${to}${quote}` };
}

function apply(text: string, edits: readonly Edit[]): string {
  return edits
    .toSorted((a, b) => b.start - a.start)
    .reduce((next, edit) => next.slice(0, edit.start) + edit.text + next.slice(edit.end), text);
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
