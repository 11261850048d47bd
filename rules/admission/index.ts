export { type AdmitOptions, admit } from './admit';
export { admissionEntries } from './catalogue';
export { complete } from './complete';
