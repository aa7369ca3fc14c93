import { beginReading } from './first-reading';

/**
 * Begun while the script is being evaluated: imported before all else, so that the browser answers
 * while the rest of the script is evaluated, which takes as long.
 */
export const EARLY_READING = beginReading();
