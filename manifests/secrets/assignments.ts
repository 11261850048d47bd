import { isLiteral } from './references';

export interface Assigned {
  readonly what: string;
  readonly secret: string;
}

const NAME = '(?:password|passwd|passphrase|radiussecrets|[_.-]pwd)';
const PATTERNS: readonly RegExp[] = [
  // password=…, --password=…, ?password=…, libpq's host=… password='…'
  new RegExp(`${NAME}=(?:"([^"\\n]{1,500})"|'([^'\\n]{1,500})'|([^\\s"'&;,)}\\]\\\\]{1,500}))`, 'gi'),
  // One line of YAML or of properties
  new RegExp(
    `${NAME}["']?[ \\t]{0,20}[:=][ \\t]{0,20}(?:"([^"\\n]{1,500})"|'([^'\\n]{1,500})'|([^\\s"']{1,500}))[ \\t]{0,20}(?:,[ \\t]{0,20})?\\r?$`,
    'gim',
  ),
  // JSON
  new RegExp(`${NAME}\\\\?"[ \\t]{0,20}:[ \\t\\n]{0,20}\\\\?"([^"\\n\\\\]{1,500})\\\\?"`, 'gi'),
  // --password …, -p is too short to tell anything
  new RegExp(
    `--[\\w-]{0,40}${NAME}[ \\t]{1,20}(?:"([^"\\n]{1,500})"|'([^'\\n]{1,500})'|([^\\s"'-][^\\s"']{0,500}))`,
    'gi',
  ),
  // SQL: CREATE ROLE … PASSWORD '…', ALTER USER … IDENTIFIED BY '…'
  /\b(?:PASSWORD|IDENTIFIED\s{1,20}BY)\s{1,20}E?'((?:[^']|''){1,500})'/gi,
];

/** Calls and fields of something, and the signs of YAML: what gets a password from elsewhere, or an object. */
const CODE = /^(?:[&*!]|\W*$|[A-Za-z_$][\w$.]*[([]|[A-Za-z_$]+(?:\.[A-Za-z_$]+)+[;,]?$|[A-Za-z_]+[;,]$)/;

/** A password that a text of any language gives a value, references taken out. */
export function assignedPassword(text: string): Assigned | undefined {
  if (!/passw|passphrase|pwd|radiussecrets|identified/i.test(text)) return undefined;
  for (const pattern of PATTERNS) {
    for (const [, double, single, bare] of text.matchAll(pattern)) {
      const quoted = double ?? single;
      if (quoted === undefined && (bare === undefined || CODE.test(bare))) continue;
      const secret = quoted ?? bare ?? '';
      if (isLiteral(secret)) return { what: 'a password', secret };
    }
  }
  return undefined;
}

const URL_PASSWORD = /\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s:@/"'\\`]{0,200}:([^\s@/"'\\`]{1,500})@/gi;

/** A password in a URL of whatever scheme, references taken out. */
export function urlPassword(text: string): Assigned | undefined {
  if (!text.includes('://') || !text.includes('@')) return undefined;
  for (const [, secret = ''] of text.matchAll(URL_PASSWORD)) {
    if (isLiteral(secret)) return { what: 'a password in a URL', secret };
  }
  return undefined;
}
