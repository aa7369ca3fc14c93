import { activeTab, onActiveTabChanged } from '../../lib/browser/active-tab';
import { loadSpeaker } from '../../lib/browser/i18n';
import { reportError } from '../../lib/browser/report-error';
import { showPopup } from '../popup/show-popup';

const panel = showPopup('panel', await loadSpeaker(), null);
onActiveTabChanged((tab) => void panel.follow(tab).catch(reportError));
await panel.follow(await activeTab());
