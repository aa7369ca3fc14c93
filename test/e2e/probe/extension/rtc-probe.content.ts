export { default } from '../../../../entrypoints/rtc-probe.content';
