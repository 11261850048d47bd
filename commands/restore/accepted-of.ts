import type { Recovery, Suppression } from '../../constructs/index';
import { isForSeveral, isSuppressed } from '../../values/declarations/suppressed-object';

/**
 * What is accepted of the cluster that is recovered, and not yet of the copy, which has another name: synth stops at errors such as those
 * that `adopt` has accepted.
 * @returns a line, or none where nothing is accepted
 */
export function acceptedOf(
  suppressions: readonly Suppression[],
  { of, name }: Pick<Recovery, 'of' | 'name'>,
  namespace: string | undefined,
): string[] {
  const repeated = suppressions.flatMap(({ rule, object }) => {
    const [kind = '', place = ''] = object.split(' ');
    const its = place.split('/').at(-1) ?? '';
    if (isForSeveral(object)) {
      const copy = `${kind} ${namespace}/${name}`;
      const isOfSource = isSuppressed(`${kind} ${its}`, `${kind} ${of}`);
      return isOfSource && !isSuppressed(object, copy) ? `${rule} of ${object} for ${copy}` : [];
    }
    if (its !== of && !its.startsWith(`${of}-`)) return [];
    return `${rule} of ${object} for ${kind} ${namespace}/${name}${its.slice(of.length)}`;
  });
  if (repeated.length === 0) return [];
  return [
    `where synth reports errors or warnings of ${name} that \`suppressions\` accept of ${of}, repeat these: ${repeated.join('; ')}`,
  ];
}
