import type { Finding } from '../../manifests/object/violation';
import type { OwnFindings } from '../../rules/engine/ask';

type Said = OwnFindings['amongOthers'][number];

/**
 * Findings as they are kept. A hint has no words, since neither `synth` nor `check` prints it. And what is found in one database is found in
 * most others: one answer stands for all that are alike. Otherwise findings would be a third of what is in memory of a fleet.
 */
export class SharedFindings {
  readonly #byText = new Map<string, OwnFindings>();

  /** @param before - what was found in the same object earlier */
  of(own: OwnFindings, before: OwnFindings | undefined): OwnFindings {
    if (before !== undefined && isSame(before, own)) return before;
    const text = textOf(own);
    const known = this.#byText.get(text) ?? withoutHints(own);
    this.#byText.set(text, known);
    return known;
  }
}

/** Whether nobody says anything else: what was not asked again is the same object. */
function isSame(before: OwnFindings, own: OwnFindings): boolean {
  return (
    before.alone.length === own.alone.length &&
    before.amongOthers.length === own.amongOthers.length &&
    before.alone.every((finding, i) => finding === own.alone[i]) &&
    before.amongOthers.every((said, i) => isSameSaid(said, own.amongOthers[i]))
  );
}

function isSameSaid(before: Said, own: Said | undefined): boolean {
  if (before === own) return true;
  const [[name, findings], [other, now]] = [before, own ?? ['', []]];
  return (
    name === other &&
    findings.length === now.length &&
    findings.every((finding, i) => {
      const said = now[i];
      return said !== undefined && findingText(finding) === findingText(said);
    })
  );
}

function withoutHints({ alone, amongOthers }: OwnFindings): OwnFindings {
  return {
    alone: alone.map(shortened),
    amongOthers: amongOthers.map(([name, findings]) => [name, findings.map(shortened)]),
  };
}

function shortened(finding: Finding): Finding {
  return finding.severity === 'info' ? { ...finding, message: '', fix: null } : finding;
}

/** Tells any two answers apart that are kept in different words. */
function textOf({ alone, amongOthers }: OwnFindings): string {
  let text = '';
  for (const finding of alone) text += findingText(finding);
  for (const [name, findings] of amongOthers) {
    text += `\n@${name}`;
    for (const finding of findings) text += findingText(finding);
  }
  return text;
}

function findingText(finding: Finding): string {
  const { rule, layer, severity, path } = finding;
  if (severity !== 'info') return `\n${JSON.stringify(finding)}`;
  return `\n${layer} ${rule}${path === null ? '' : ` ${path}`}`;
}
