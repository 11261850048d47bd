export { lookup, majorsWith, parametersOf } from './catalogue';
export { check } from './check';
export { documentationOf } from './documentation';
export { explainParameter } from './explain';
export { equal, inBytes, inMilliseconds, meaningOf } from './meaning';
export { operatorFacts } from './operator';
export { format } from './units';
export type { ParameterProblem } from './value-problem';
