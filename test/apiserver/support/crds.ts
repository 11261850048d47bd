import { type Crd, toCrd } from '../../../commands/import/crd';
import { IMPORTED_KINDS } from '../../../commands/import/kinds';
import { facts } from '../../imports/support';

/** Every CRD that the project knows, of its newest release, as `npm run import` recorded it. */
export function crds(): readonly Crd[] {
  return Object.entries(IMPORTED_KINDS).flatMap(([group, kinds]) => kinds.map((kind) => toCrd(facts(group, kind))));
}
