import { put } from '../../../manifests/object/json';
import { FIXED_PARAMETERS, OPERATOR_PARAMETERS } from './parameters';

export interface ConfigurationInput {
  readonly parameters: Readonly<Record<string, string>>;
  readonly isReplica: boolean;
  readonly archivingOff: boolean;
  /** The defaulter keeps parameters that belong to the operator, so that the validator can refuse them. */
  readonly keepFixed: boolean;
}

/** The parameters as CNPG completes them: the user's override its defaults, its archive mode overrides the user's. */
export function completeParameters(input: ConfigurationInput): Record<string, string> {
  const { parameters, isReplica, archivingOff, keepFixed } = input;
  const result: Record<string, string> = { ...OPERATOR_PARAMETERS };
  for (const [name, value] of Object.entries(parameters)) {
    if (!keepFixed && FIXED_PARAMETERS.has(name)) continue;
    put(result, name, value);
  }
  result.archive_mode = archivingOff ? 'off' : isReplica ? 'always' : 'on';
  return result;
}
