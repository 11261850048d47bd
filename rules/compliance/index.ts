export { imageOf } from '../../manifests/cnpg/cluster-image';
export { POWERS } from './access';
export { type Assessment, assess, proveCompliance } from './assess';
export { PARAGRAPHS, type Paragraph } from './paragraphs';
export { complianceOf, declaredRolesOf, subjectName } from './protected-cluster';
export { COMPLIANCE_RULES } from './safeguard';
export { objectStoresOf } from './stores';
