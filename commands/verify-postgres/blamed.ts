import type { StartError } from '../postgres/start-error';

/** The parameters that the server names where it says why it does not start; all but the last line of its complaint may name one. */
export function blamed(names: readonly string[], { reasons }: StartError): string[] {
  const words = new Set(reasons.flatMap((reason) => reason.toLowerCase().match(/[\w.]+/g) ?? []));
  return names.filter((name) => words.has(name.toLowerCase()));
}
