import { HIBERNATION_ANNOTATION } from '../../values/cnpg/cnpg-metadata';
import { DISPOSABLE_ANNOTATION, disposableReason } from '../../values/cnpg/disposable';
import { OBJECTIVES_ANNOTATION } from '../../values/declarations/objectives';
import { printObjectives } from '../../values/declarations/objectives-text';
import { InvalidValueError } from '../../values/text/invalid-value';
import type { PostgresClusterProps } from './cluster-props';
import { complianceAnnotations } from './compliance';
import { tlsAnnotations } from './tls';

/** The props with the annotations that others of them stand for. @throws InvalidValueError for objectives and declarations without meaning, and for `disposable` without a reason */
export function withAnnotations(props: PostgresClusterProps): PostgresClusterProps {
  const { hibernated, objectives } = props;
  const annotations = {
    ...props.annotations,
    ...(hibernated !== undefined && { [HIBERNATION_ANNOTATION]: hibernated ? 'on' : 'off' }),
    ...disposable(props),
    ...tlsAnnotations(props),
    ...complianceAnnotations(props),
    ...(objectives && { [OBJECTIVES_ANNOTATION]: printObjectives(objectives) }),
  };
  return { ...props, annotations };
}

function disposable({ disposable: given }: PostgresClusterProps): Record<string, string> {
  if (given === undefined) return {};
  const reason = disposableReason(given);
  if (reason !== undefined) return { [DISPOSABLE_ANNOTATION]: reason };
  throw new InvalidValueError(
    `disposable is ${JSON.stringify(given)}: state why the data need not be recovered, such as 'filled again every night', or remove it`,
  );
}
