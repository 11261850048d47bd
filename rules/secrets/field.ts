import { remember } from '../../values/collections/remember';

/**
 * What the name of a field says about its value: it is a password whatever it looks like, it may be a key or token, or
 * it is a name or a digest.
 */
export type FieldMeaning = 'password' | 'key' | 'name' | 'other';

// `ALLOW_EMPTY_PASSWORD` is a flag.
const PASSWORD =
  /^(?!.*(?:allow|empty|require|random|enable|disable|force|reset|show|hide)).*(?:password|passwd|passphrase|[_.-](?:pwd|pass))(?:[_.-]?\d+|[_.-](?:old|new|previous|current))?$/i;
// `secretName`, `tokenKeyRef` and the like say where a value is, and do not end in these.
const KEY = /(?:secret|token|key|credentials?|auth|private|salt|pepper|signature|cookie|dsn|webhook)s?$|key_?id$/i;
const NAME =
  /name$|image$|sha-?\d*$|digest|checksum|hash|md5|crc|revision|commit|fingerprint|thumbprint|u?uid$|etag|integrity|resourceversion|version$|generation|(?:system|node|account|project|tenant|subscription|client|app)-?_?id$|identifier|public_?key|publishable|site_?key/i;

/** Derived from the name alone: the key of a map, an environment variable or an option. */
export const fieldMeaning = remember((name): FieldMeaning => {
  if (PASSWORD.test(name)) return 'password';
  if (NAME.test(name)) return 'name';
  return KEY.test(name) ? 'key' : 'other';
});
