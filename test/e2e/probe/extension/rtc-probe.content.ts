import shipped from '../../../../entrypoints/rtc-probe.content';

export default shipped;
