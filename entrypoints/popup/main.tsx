import { loadSpeaker } from '../../lib/browser/i18n';
import { findTab } from '../../lib/browser/popup-source';
import { findSidePanel } from '../../lib/browser/side-panel';
import { showPopup } from './show-popup';

const popup = showPopup('popup', await loadSpeaker(), await findSidePanel().catch(() => null));
await popup.follow(await findTab(location.search));
