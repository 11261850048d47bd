import { read } from '../../manifests/files/read';
import type { Document } from '../../manifests/object/document';
import type { Manifest } from '../../manifests/object/manifest';
import type { Violation } from '../../manifests/object/violation';
import { DEFAULT_TARGET, type Target } from '../../values/cnpg/target';
import { judge } from './judge';

/** Before any fact with a date, when all versions were supported. */
const BEGINNING = new Date(0);

/**
 * Judges manifests, as objects or as YAML text, by the checks of the API server and CNPG's webhooks, and by the expert rules.
 *
 * @param manifests - objects, or YAML with any number of documents
 * @param target - the versions to judge for
 * @param now - when versions count as past their end of life; by default none does, so that the answer depends on the arguments alone
 */
export function validate(
  manifests: readonly Manifest[] | string,
  target: Target = DEFAULT_TARGET,
  now: Date = BEGINNING,
): Violation[] {
  const documents: readonly Document[] =
    typeof manifests === 'string'
      ? read(manifests, '-')
      : manifests.map((manifest, document) => ({ manifest, file: null, document }));
  return judge(documents, { target, now });
}
