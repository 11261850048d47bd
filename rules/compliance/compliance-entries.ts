import { Kind } from '../../manifests/object/kinds';
import { type Entry, entries } from '../engine/entry';
import { PARAGRAPHS } from './paragraphs';
import type { Safeguard } from './safeguard';
import { SAFEGUARDS } from './safeguards';

const COMMON: Omit<Entry, 'id' | 'says'> = {
  layer: 'expert',
  subject: 'HIPAA safeguards',
  severity: 'error',
  kinds: [Kind.CLUSTER],
  docs: 'docs/compliance.md',
};

/** What can be found of safeguards. */
export function complianceEntries(): Entry[] {
  return [
    ...entries(COMMON, { 'compliance-invalid': 'The annotation of the safeguards can be read' }),
    ...SAFEGUARDS.map((each) => ({ ...COMMON, id: each.rule, says: `${each.title}: ${each.proves}`, why: why(each) })),
  ];
}

function why({ paragraphs, remains }: Safeguard): string {
  const served = paragraphs.map((paragraph) => `${paragraph} (${PARAGRAPHS[paragraph].title})`).join(', ');
  return `It serves 45 CFR ${served}. The organisation still answers for: ${remains}.`;
}
