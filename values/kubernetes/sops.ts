const ENCRYPTED = /^ENC\[AES256_GCM,data:[^\]]*\]$/;

/**
 * Whether a value is one that SOPS has encrypted.
 * @see https://getsops.io/docs/
 */
export function isSopsEncrypted(value: string): boolean {
  return ENCRYPTED.test(value);
}
