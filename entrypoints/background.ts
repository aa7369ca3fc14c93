import { defineBackground } from 'wxt/utils/define-background';
import { startMonitoring } from '../lib/browser/start-monitoring';

export default defineBackground(startMonitoring);
