import { HOLE, isLiteral } from './references';

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
  // --password …, -p is too ambiguous
  new RegExp(
    `--[\\w-]{0,40}${NAME}[ \\t]{1,20}(?:"([^"\\n]{1,500})"|'([^'\\n]{1,500})'|([^\\s"'-][^\\s"']{0,500}))`,
    'gi',
  ),
  // .NET's Server=…;Pwd=…
  /[;?&] ?pwd=(?:"([^"\n]{1,500})"|'([^'\n]{1,500})'|([^\s"'&;]{1,500}))/gi,
  // XML
  new RegExp(`([^<>\\s${HOLE}]{1,500})</[\\w.:-]{0,40}${NAME}>`, 'gi'),
  // curl --user name:…, sshpass -p …
  /\bcurl\b[^\n|;]{0,300}?\s(?:-u|--user)[ =]{0,4}["']?[^\s:"'$]{1,64}:([^\s"']{1,200})/gi,
  /\bsshpass\s{1,4}-p\s{0,4}["']?([^\s"'$]{1,200})/gi,
  // SQL: CREATE ROLE … PASSWORD '…', ALTER USER … IDENTIFIED BY '…'
  /\b(?:PASSWORD|IDENTIFIED\s{1,20}BY)\s{1,20}E?'((?:[^']|''){1,500})'/gi,
];

/** Calls and fields of something, and the signs of YAML: what gets a password from elsewhere, or an object. */
const CODE = /^(?:[&*!]|\W*$|[A-Za-z_$][\w$.]*[([]|[A-Za-z_$]+(?:\.[A-Za-z_$]+)+[;,]?$|[A-Za-z_]+[;,]$)/;

/** A password that is assigned in text of any language, without references. */
export function assignedPassword(text: string): Assigned | undefined {
  if (!/passw|passphrase|pwd|radiussecrets|identified|curl|sshpass/i.test(text)) return undefined;
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

const BASIC = /(?:\bBasic |\bauth["']?[ \t]{0,4}:[ \t]{0,4}["']?)([A-Za-z0-9+/]{8,500}={0,2})/gi;

/** User and password in base64, as the header `Authorization` and the configuration of Docker have them. */
export function basicPassword(text: string): Assigned | undefined {
  if (!/basic |auth/i.test(text)) return undefined;
  for (const [, encoded = ''] of text.matchAll(BASIC)) {
    const [, password = ''] =
      /^[\x21-\x7e]{0,200}?:([\x20-\x7e]{1,300})$/.exec(Buffer.from(encoded, 'base64').toString('latin1')) ?? [];
    if (isLiteral(password)) return { what: 'user and password in base64', secret: encoded };
  }
  return undefined;
}

const URL_PASSWORD = /\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s:@/"'\\`]{0,200}:([^\s@/"'\\`]{1,500})@/gi;

/** A password in a URL of any scheme, without references. */
export function urlPassword(text: string): Assigned | undefined {
  if (!text.includes('://') || !text.includes('@')) return undefined;
  for (const [, secret = ''] of text.matchAll(URL_PASSWORD)) {
    if (isLiteral(secret)) return { what: 'a password in a URL', secret };
  }
  return undefined;
}
