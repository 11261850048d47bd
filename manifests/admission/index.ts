export { type AdmitOptions, admit } from './admit';
export { ADMISSION_RULES, type AdmissionRule } from './catalogue';
export { complete } from './complete';
