/** Annotation of a Cluster whose data nobody needs back, with the reason: it has no backups, and no rule or plan asks for them. */
export const DISPOSABLE_ANNOTATION = 'cnpg-gitops/disposable';

/** Texts that are not a reason: they silence the rules and do not say why the data may be lost. */
const NO_REASON = /^(?:|true|false|yes|no|on|off|y|n|1|0|null|none|todo|tbd)$/i;

/** The reason in a text; undefined where it gives none. */
export function disposableReason(text: string): string | undefined {
  const reason = text.trim();
  return NO_REASON.test(reason) ? undefined : reason;
}
