export { imageOf } from '../../manifests/cnpg/cluster-image';
export { POWERS } from './access';
export { type Assessment, assess, proveCompliance } from './assess';
export { complianceEntries } from './compliance-entries';
export { PARAGRAPHS, type Paragraph } from './paragraphs';
export { complianceOf, declaredRolesOf, subjectName } from './protected-cluster';
export { objectStoresOf } from './stores';
