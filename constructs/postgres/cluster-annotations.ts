import { HIBERNATION_ANNOTATION } from '../../values/cnpg-metadata';
import { OBJECTIVES_ANNOTATION } from '../../values/objectives';
import { printObjectives } from '../../values/objectives-text';
import type { PostgresClusterProps } from './cluster-props';
import { complianceAnnotations } from './compliance';
import { tlsAnnotations } from './tls';

/** The props with the annotations that others of them stand for. @throws InvalidValueError for objectives and declarations without meaning */
export function withAnnotations(props: PostgresClusterProps): PostgresClusterProps {
  const { hibernated, objectives } = props;
  const annotations = {
    ...props.annotations,
    ...(hibernated !== undefined && { [HIBERNATION_ANNOTATION]: hibernated ? 'on' : 'off' }),
    ...tlsAnnotations(props),
    ...complianceAnnotations(props),
    ...(objectives && { [OBJECTIVES_ANNOTATION]: printObjectives(objectives) }),
  };
  return { ...props, annotations };
}
