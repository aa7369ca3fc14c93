import type { Knowledge } from '../destination';
import type { SeenMark, SoftwareId } from '../software/mark';
import { confidenceOf } from '../vendors/software';
import type { VendorId, VendorMatch } from '../vendors/vendor';
import type { Row } from './page-record';

/**
 * Names the vendor of a machine by the software at the other end of this very connection, where
 * neither name nor address tells it, and the software talks to one company's service only. That
 * some library is on the page says nothing of where it talks to.
 * @returns whether a vendor has become known.
 */
export function attributeBySoftware(row: Row, knowledge: Pick<Knowledge, 'software'>): boolean {
  if (row.vendor !== null || row.peer === 'person' || isOnOwnNetwork(row)) return false;
  row.vendor = vendorOf(row.software, knowledge);
  return row.vendor !== null;
}

/** A company's software in somebody's own network is somebody's own server. */
function isOnOwnNetwork({ location }: Row): boolean {
  return !location.known && location.because === 'special';
}

/** `null` when the marks name nobody, or different companies. */
function vendorOf(
  marks: readonly SeenMark[],
  { software }: Pick<Knowledge, 'software'>,
): VendorMatch | null {
  const vendors = new Map<VendorId, SoftwareId>();
  for (const mark of marks) {
    const known = software(mark.software);
    if (known?.runBy && confidenceOf(known, mark.mark) === 'strong') {
      vendors.set(known.runBy.vendor, known.id);
    }
  }
  const [only] = vendors;
  if (only === undefined || vendors.size > 1) return null;
  const [vendor, matched] = only;
  return { vendor, by: 'sdk', matched };
}
