import { type Application, targetOf } from '../../constructs/index';
import { print } from '../../manifests/files/print';
import { CONFIGURATION_FILE, type RepositoryConfiguration } from '../../values/declarations/configuration';

/**
 * What `validate` must know to judge the output as synth did, as a file of the output: the suppressions of the applications, and their
 * versions, where these are the same for all. None where nothing is suppressed.
 */
export function acceptedFindings(applications: readonly Application[]): Map<string, string> {
  const suppressions = applications.flatMap((application) => application.suppressions);
  if (suppressions.length === 0) return new Map();
  const [first, ...others] = applications.map(targetOf);
  const isShared = others.every(
    ({ operator, plugin, kubernetes }) =>
      operator === first?.operator && plugin === first.plugin && kubernetes === first.kubernetes,
  );
  const configuration: RepositoryConfiguration = { ...(first && isShared && { target: first }), suppressions };
  return new Map([[CONFIGURATION_FILE, print([configuration])]]);
}
