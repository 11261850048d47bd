export { lookup, majorsWith, parametersOf } from './catalogue';
export { checkParameter } from './check';
export { documentationOf } from './documentation';
export { explainParameter } from './explain';
export { inBytes, inMilliseconds, isSameValue, parameterMeaning } from './meaning';
export { operatorFacts } from './operator';
export { format } from './units';
export type { ParameterProblem } from './value-problem';
