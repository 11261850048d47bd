export { type AdmitOptions, admit } from './admit';
export { ADMISSION_RULES } from './catalogue';
export { complete } from './complete';
