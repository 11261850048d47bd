import type { Json } from '../../../manifests/object/json';
import { bareForm } from '../../../manifests/object/watched';
import type { Target } from '../../../values/cnpg/target';
import { satisfies } from '../../../values/cnpg/version';
import type { Report } from '../report';
import { checkCel } from './cel-stage';
import { NO_OLD } from './correlate';
import { Doubt, doubtsWhenComplete } from './doubts';
import type { KnownKind } from './facts';
import { laterValue } from './later-release';
import { checkLists } from './list-stage';
import { checkScale } from './scale-stage';
import { checkStructure, type OnProblem } from './structure-stage';

/** Failures after which the server does not evaluate the CEL rules. */
const BLOCKS_CEL = new Set(['schema-type', 'schema-required', 'schema-enum', 'schema-length', 'schema-size']);
/** Failures that are about the value alone, which a later release may take. */
const ONE_VALUE = new Set(['schema-enum', 'schema-pattern']);

/** Structure, lists and CEL rules of a complete object. */
export function checkSchema(
  object: Json,
  before: Json | undefined,
  kind: KnownKind,
  target: Target,
  report: Report,
): void {
  let blocked = report.refused;
  const onProblem: OnProblem = (path, { rule, message, fix, since }) => {
    if (since !== undefined && !satisfies(target.kubernetes, `>=${since}`)) return;
    if (BLOCKS_CEL.has(rule)) blocked = true;
    const later = ONE_VALUE.has(rule) ? laterValue(kind, target, object, path) : undefined;
    if (later === undefined) report.error(rule, path, message, fix);
    else report.error(rule, path, `${message}: ${later.fact}`, `${fix}, or ${later.fix}`);
  };
  const old = before ?? NO_OLD;
  const bare = bareForm(object);
  const doubts = before === undefined ? doubtsWhenComplete(bare, kind.root) : ~Doubt.NONE;
  if (doubts & Doubt.STRUCTURE) checkStructure(object, kind.root, old, [], onProblem);
  checkScale(object, kind, onProblem);
  let oldRepeats = false;
  if (before !== undefined) {
    checkLists(before, kind.root, [], () => {
      oldRepeats = true;
    });
  }
  if (doubts & Doubt.LISTS && !oldRepeats) checkLists(object, kind.root, [], onProblem);
  // Of an object that is watched they are asked in any case: it counts what they read.
  if ((doubts & Doubt.CEL || bare !== object) && !blocked) checkCel(object, kind.root, old, [], report);
}
