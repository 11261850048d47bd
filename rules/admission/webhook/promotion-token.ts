import { field, isObject, type Json } from '../../../manifests/object/json';

const FIELDS = [
  'latestCheckpointTimelineID',
  'redoWalFile',
  'databaseSystemIdentifier',
  'latestCheckpointREDOLocation',
  'timeOfLatestCheckpoint',
  'operatorVersion',
];
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** Why a promotion token cannot be read, undefined if it can. */
export function tokenUnreadable(token: string): string | undefined {
  const content = read(token);
  return typeof content === 'string' ? content : undefined;
}

/** What a readable promotion token lacks. */
export function tokenProblem(token: string): string | undefined {
  const content = read(token);
  if (typeof content === 'string') return undefined;
  const missing = FIELDS.filter((name) => (contentOf(content, name) ?? '') === '');
  return missing.length === 0 ? undefined : `has no ${missing.join(', ')}`;
}

function read(token: string): Json | string {
  // Go skips line ends in base64.
  const packed = token.replace(/[\r\n]/g, '');
  if (!BASE64.test(packed)) return 'is not base64';
  let content: unknown;
  try {
    content = JSON.parse(Buffer.from(packed, 'base64').toString('utf8'));
  } catch {
    return 'does not contain JSON';
  }
  if (content === null) return {};
  if (!isObject(content)) return 'does not contain a JSON object';
  const wrong = FIELDS.find(
    (name) => !['string', 'undefined'].includes(typeof (contentOf(content, name) ?? undefined)),
  );
  return wrong === undefined ? content : `holds a ${wrong} that is not a string`;
}

/** Go finds fields in any case. */
function contentOf(content: Json, name: string): unknown {
  const key = Object.keys(content).findLast((candidate) => candidate.toLowerCase() === name.toLowerCase());
  return key === undefined ? undefined : field(content, key);
}
