import { textOf } from '../../manifests/files/yaml/scalar';
import { remember } from '../../values/collections/remember';
import { assignedPassword, basicPassword, urlPassword } from './assignments';
import { looksRandom, mayHaveToken } from './entropy';
import { type FieldMeaning, fieldMeaning } from './field';
import { derContent, withoutPublicText } from './public-text';
import { isLiteral, withoutReferences } from './references';
import { knownShape } from './shapes';

export interface SecretText {
  /** As written in a sentence: `a token of GitHub`. */
  readonly what: string;
  /** Never print it. */
  readonly secret: string;
  /** Whether it is only recognized by its appearance, which may be wrong. */
  readonly isGuess: boolean;
}

/** Base64 may contain base64: a Helm release Secret does. */
const DEEPEST = 2;
const LONGEST_ENCODED = 20_000;
const SHORTEST = 14;
/** Longer texts are images, archives or dashboards; keys in DER are recognized by their form. */
const LONGEST_KEY = 1_024;
const TOKEN = /[A-Za-z0-9+/_-]{14,}={0,2}/g;
const KEY_BEFORE = /(?:secret|token|key|credentials?|auth|signature|salt)["']?[ \t]{0,4}[:=][ \t]{0,4}["']?$/i;
/** In the query of a URL tokens are pages, playlists, cursors. */
const QUERY_BEFORE = /[?&#][\w.-]{0,30}=?$/;

/**
 * The first secret in a text.
 * @param field - the name of the holder of the text: the key of a map, an environment variable, an option
 */
export function findSecret(text: string, field: string): SecretText | undefined {
  const meaning = fieldMeaning(field);
  return text.length < (meaning === 'password' ? 1 : 8) ? undefined : judged[meaning](text);
}

// Most texts of manifests are those of many others: kinds, keys of labels, names of fields.
const judged: Record<FieldMeaning, (text: string) => SecretText | undefined> = {
  password: remember((text) => judgeText(text, 'password', 0)),
  key: remember((text) => judgeText(text, 'key', 0)),
  name: remember((text) => judgeText(text, 'name', 0)),
  other: remember((text) => judgeText(text, 'other', 0)),
};

function judgeText(text: string, meaning: FieldMeaning, depth: number): SecretText | undefined {
  const known = text.length < 16 ? undefined : knownShape(text);
  if (known) return { ...known, isGuess: false };
  const open = withoutReferences(text);
  const assigned = urlPassword(open) ?? basicPassword(open) ?? assignedPassword(open);
  if (assigned) return { ...assigned, isGuess: false };
  // A block of YAML ends with a line break.
  if (meaning === 'password' && !open.trim().includes('\n') && isLiteral(open)) {
    return { what: 'a password', secret: text, isGuess: false };
  }
  return open.length < SHORTEST ? undefined : findToken(open, meaning, depth);
}

function findToken(text: string, meaning: FieldMeaning, depth: number): SecretText | undefined {
  // Only a certificate is longer than a line. Hardly any of the thousands of lines of a dashboard contains a token.
  const parts = text.includes('-----BEGIN') ? [text] : text.split('\n');
  for (const part of parts) {
    if (!mayHaveToken(part)) continue;
    const secret = tokenIn(part, meaning, depth, parts.length === 1);
    if (secret) return secret;
  }
  return undefined;
}

function tokenIn(text: string, meaning: FieldMeaning, depth: number, isWhole: boolean): SecretText | undefined {
  const rest = withoutPublicText(text);
  for (const match of rest.matchAll(TOKEN)) {
    const before = rest.slice(Math.max(0, match.index - 40), match.index);
    const isHinted = meaning === 'key' || KEY_BEFORE.test(before);
    if (!isHinted && QUERY_BEFORE.test(before)) continue;
    for (const token of partsOf(match[0])) {
      // Hexadecimal digits within other text are a hash, unless the context says that they are a key.
      if (!isHinted && /^[0-9a-f]+$/i.test(token) && !(isWhole && token === text.trim())) continue;
      const secret = judgeToken(token, isHinted, depth);
      if (secret && !(secret.isGuess && meaning === 'name')) return secret;
    }
  }
  return undefined;
}

/** Names of objects have hyphens and random parts, but each part is short. */
function partsOf(token: string): readonly string[] {
  return /[A-Z+=]/.test(token) ? [token] : token.split(/[-_/]/);
}

/** By its appearance, or by the beginning of PEM and of long keys in DER. */
function isCandidate(token: string, isHinted: boolean): boolean {
  if (token.startsWith('LS0tLS1CRUdJTi') || (token.length > LONGEST_KEY && token.startsWith('MI'))) return true;
  return looksRandom(token, isHinted);
}

function judgeToken(token: string, isHinted: boolean, depth: number): SecretText | undefined {
  if (!isCandidate(token, isHinted)) return undefined;
  const { der, text } = decode(token);
  if (der === 'private') return { what: 'a private key', secret: token, isGuess: false };
  if (der === 'public') return undefined;
  if (text !== undefined) {
    const inside = depth < DEEPEST && text.length >= 8 ? judgeText(text, 'other', depth + 1) : undefined;
    return inside && { ...inside, what: `${inside.what}, in base64`, secret: token };
  }
  return token.length > LONGEST_KEY
    ? undefined
    : { what: 'what looks like a key or token', secret: token, isGuess: true };
}

function decode(token: string): { readonly text?: string; readonly der?: 'private' | 'public' } {
  if (token.length > LONGEST_ENCODED || !/^[A-Za-z0-9+/]+={0,2}$/.test(token)) return {};
  const bytes = Buffer.from(token, 'base64');
  const der = derContent(bytes);
  if (der) return { der };
  const text = textOf(bytes);
  return text === undefined || /[\u0000-\u0008\u000e-\u001f\u007f]/.test(text) ? {} : { text };
}
