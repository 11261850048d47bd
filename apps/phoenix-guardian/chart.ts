import { ProductionDatabase } from '../../constructs/index';
import { config } from './config';

/** Database and API of phoenix-guardian. */
export const phoenixGuardian = ProductionDatabase.application(config);
