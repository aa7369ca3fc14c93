import shipped from '../../../../entrypoints/rtc-relay.content';

export default shipped;
