import { defineBackground } from 'wxt/utils/define-background';
import { EARLY_READING } from '../lib/browser/early-reading';
import { startMonitoring } from '../lib/browser/start-monitoring';

export default defineBackground(() => startMonitoring(EARLY_READING));
