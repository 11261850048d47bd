import { literalPattern } from '../../values/text/literal-pattern';

/**
 * `${NAME}`, `${NAME:=default}` and the other forms of Flux; `$${NAME}` is a text. `${podselector:NAME}` of a pg_hba line and `${image_root}` of an
 * extension are CNPG's own: it fills them in, and its webhook reads them.
 */
export const VARIABLE = /(?<!\$)\$\{(?!podselector:|image_root\})([A-Za-z_]\w*)((?::?[-=])([^{}]*)|[^{}\w][^{}]*)?\}/g;
/** What is encrypted or looked up elsewhere. Bounded, because texts are untrusted. */
const CLOSED = new RegExp(
  [
    /ENC\[AES256_GCM,[^\]]{0,100000}\]/, // SOPS
    /<path:[^<>]{1,500}>/, // argocd-vault-plugin
    /^<[A-Za-z][\w .:|/#-]{0,300}>$/, // the same with a path in an annotation, and placeholders
    /\bref\+[a-z0-9-]{1,40}:\/\/[^\s"']{1,500}/, // vals
    /^vault:[\w./-]{1,300}#[\w.-]{1,100}$/, // the webhook of Bank-Vaults
    /^op:\/\/[^\s"']{1,300}$/, // 1Password
  ]
    .map(({ source }) => source)
    .join('|'),
  'g',
);
/** What an ApplicationSet fills in. */
const TEMPLATE = /\{\{[^{}]{0,200}\}\}/g;
const HOLE = new RegExp([VARIABLE, CLOSED, TEMPLATE].map(({ source }) => source).join('|'), 'g');

const LONGEST_NAME = 253;
const MOST_HOLES = 4;
const LONGEST_SAMPLE = 24;

/** What stands in the holes of a text, by their samples. */
export type Assignment = ReadonlyMap<string, string>;

/** Whether a text, or JSON with texts, may hold what is not known before it is applied: a cheap question, to be asked of everything. */
export function mayHaveHoles(text: string): boolean {
  return /\$\{|ENC\[|<path:|(?:^|")<[A-Za-z]|ref\+|vault:|op:\/\//.test(text);
}

/** Whether something replaces a part of a text before it is applied. */
export function hasVariable(text: string): boolean {
  return text.search(VARIABLE) >= 0;
}

/** Whether a part of a text is encrypted, or looked up elsewhere. */
export function isClosed(text: string): boolean {
  return text.search(CLOSED) >= 0;
}

/** A text without holes that could be part of a name, the same for the same variables. */
export function sampleOf(text: string): string {
  return text.replaceAll(HOLE, (hole, name: string | undefined) => pieceOf(hole, name));
}

/** The samples of the holes of a text, with what is written there. */
export function piecesIn(text: string): [piece: string, hole: string][] {
  return [...text.matchAll(HOLE)].map(([hole, name]) => [pieceOf(hole, name), hole]);
}

/** What would have to stand in the holes for the text to be this value; undefined if it cannot be. */
export function assignmentOf(text: string, value: string): Assignment | undefined {
  const holes = [...text.matchAll(HOLE)];
  if (holes.length === 0 || holes.length > MOST_HOLES || value.length > LONGEST_NAME) return undefined;
  const pieces = holes.map(([hole, name]) => pieceOf(hole, name));
  let [pattern, end] = ['', 0];
  holes.forEach(({ 0: hole, index }, i) => {
    const first = pieces.indexOf(pieces[i] ?? '');
    pattern += literalPattern(text.slice(end, index)) + (first === i ? `(?<h${i}>.*)` : `\\k<h${first}>`);
    end = index + hole.length;
  });
  const found = new RegExp(`^${pattern}${literalPattern(text.slice(end))}$`).exec(value)?.groups;
  return found && new Map(pieces.map((piece) => [piece, found[`h${pieces.indexOf(piece)}`] ?? '']));
}

/** A text with what is assigned to its holes, and samples in the others. */
export function assigned(text: string, assignment: Assignment): string {
  return text.replaceAll(HOLE, (hole, name: string | undefined) => {
    const piece = pieceOf(hole, name);
    return assignment.get(piece) ?? piece;
  });
}

function pieceOf(hole: string, variable: string | undefined): string {
  if (variable !== undefined) return `var-${slug(variable)}`;
  return `var-${hole.startsWith('ENC[') ? 'encrypted' : slug(hole).slice(-LONGEST_SAMPLE).replace(/^-/, '')}`;
}

function slug(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}
