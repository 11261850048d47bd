import type { Severity } from '../../manifests/object/violation';
import { SAFEGUARDS } from '../../rules/compliance/safeguards';
import type { RulePage } from './rule-pages';

const PROJECTS = 'https://argo-cd.readthedocs.io/en/stable/user-guide/projects/';
const APPLICATIONS = 'https://argo-cd.readthedocs.io/en/stable/user-guide/directory/';

/** What is said of all folders together, of the lock, and of safeguards that a Cluster declares: one object alone cannot show them. */
export const RUN_PAGES: readonly RulePage[] = [
  page('argo-folder-missing', 'error', 'The folder of an Application is one that synth writes', APPLICATIONS),
  page('argo-folder-unapplied', 'warning', 'Each folder that synth writes has an Application', APPLICATIONS),
  page('argo-project-kind', 'error', 'The project of a folder allows the kinds in it', PROJECTS),
  page('argo-project-namespace', 'error', 'The project of a folder allows the namespaces in it', PROJECTS),
  page(
    'lineage',
    'error',
    'What holds state keeps its name, and an archive its one writer, unless an acknowledgement says otherwise',
    'docs/removal.md',
  ),
  page('compliance-invalid', 'error', 'The declaration of safeguards can be read', 'docs/compliance.md'),
  ...SAFEGUARDS.map(({ rule, title, paragraphs, proves, remains }) => ({
    ...page(rule, 'error', `${title}: ${proves}`, 'docs/compliance.md'),
    why: `It serves ${paragraphs.map((paragraph) => `45 CFR ${paragraph}`).join(', ')}, and is asked of Clusters that declare \`compliance\`. What no manifest can show: ${remains}.`,
  })),
];

function page(id: string, severity: Severity, says: string, docs: string): RulePage {
  return { id, layer: 'expert', severity, says, kinds: [], docs };
}
