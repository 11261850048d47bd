import { ProductionDatabase } from '../../constructs/index';
import { config } from './config';

/** Database and API of parametric-portal. */
export const parametricPortal = ProductionDatabase.application(config);
