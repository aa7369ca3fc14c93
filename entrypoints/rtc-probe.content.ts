import { defineContentScript } from 'wxt/utils/define-content-script';
import { startProbe } from '../lib/rtc/start-probe';

/** The page world. Where it runs is said in `lib/rtc/content-scripts`, for both scripts alike. */
export default defineContentScript({
  registration: 'runtime',
  world: 'MAIN',
  main: startProbe,
});
