import { CATALOGUE } from '../vendors/catalog';
import type { App } from './app';

/** Every catalogued app; closed ones stay as history and have no sites. */
export const APPS: readonly App[] = CATALOGUE.apps;
