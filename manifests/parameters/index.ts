export { lookup, majorsWith, type NamedParameter, parametersOf } from './catalogue';
export { check } from './check';
export { documentationOf } from './documentation';
export { explainParameter } from './explain';
export { equal, inBytes, inMilliseconds, type Meaning, meaningOf } from './meaning';
export { type OperatorFacts, operatorFacts } from './operator';
export type { Catalogue, Parameter, ParameterContext, ParameterType, ParameterUnit } from './parameter';
export { format } from './units';
export type { ParameterProblem, ProblemKind } from './value-problem';
