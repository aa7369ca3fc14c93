export { default } from '../../../../entrypoints/rtc-relay.content';
